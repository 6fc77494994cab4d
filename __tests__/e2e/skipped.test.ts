import { afterEach, describe, expect, it } from '@jest/globals';
import { closeWorlds, startWorld, type World } from './world/startWorld.ts';
import { gate, gatePath, jsonLines, pin, pinPath, ticket, tickets, ticketsPath } from './world/tickets.ts';

afterEach(closeWorlds);

function countRequests(world: World): number {
  return Object.values(world.github.requests()).reduce((sum, count) => sum + count, 0);
}

describe('a pull request that changes no pin', () => {
  it('is skipped with three requests to GitHub, none to Managed Agents, and without a key', async () => {
    const world = await startWorld();
    const number = await world.propose(
      Object.fromEntries(
        Array.from({ length: 100 }, (_, index) => [`docs/page-${index}.md`, `Page ${index}\n`]),
      ),
    );

    const run = await world.run(number, { inputs: { 'anthropic-api-key': '' } });

    expect([run.exitCode, run.outputs['verdict']]).toEqual([0, 'skipped']);
    expect(run.summary).toContain('### ⚪ Skipped: the pull request changes no pin');
    expect(countRequests(world)).toBe(3);
    expect(world.agents.requests().total).toBe(0);
    expect(world.comments(number)).toEqual([]);
    expect(run.outputs).toEqual({
      verdict: 'skipped',
      'regressed-teams': '[]',
      'baseline-version': '',
      'candidate-version': '',
      pins: '[]',
      report: 'pin-gate-report/report.json',
      'report-html': 'pin-gate-report/report.html',
      junit: 'pin-gate-report/junit.xml',
      'comment-url': '',
    });
  });

  it('is skipped when only what surrounds the pin’s value changes', async () => {
    const world = await startWorld();
    const run = await world.run(await world.propose({ [pinPath]: `${pin(1)}owner: support\n` }));
    expect([run.exitCode, run.outputs['verdict']]).toEqual([0, 'skipped']);
    expect(world.agents.requests().total).toBe(0);
  });

  it('is skipped when the base branch has come to pin the same version meanwhile', async () => {
    const world = await startWorld();
    const number = await world.bump(2);
    await world.github.commit({ branch: 'main', files: { [pinPath]: pin(2) } });
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([0, 'skipped']);
    expect(world.agents.requests().total).toBe(0);
  });

  it('fails when it breaks the fixtures that the next bump would need', async () => {
    const world = await startWorld();
    const broken = jsonLines([...tickets, ticket('B-1', 'billing')]);
    const number = await world.propose({ [ticketsPath]: broken });
    const run = await world.run(number, { inputs: { 'anthropic-api-key': '' } });
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(run.summary).toContain('B-1');
    expect(run.log).toMatch(
      new RegExp(`^::error title=Pin Gate%3A could not evaluate,file=${ticketsPath},line=6::`, 'm'),
    );
    expect(world.comments(number)[0]).toContain('Could not evaluate');
    expect(world.agents.requests().total).toBe(0);
  });

  it('fails when it breaks the policy, with every problem at its line', async () => {
    const world = await startWorld();
    const run = await world.run(
      await world.propose({ [gatePath]: gate('polcy:\n  trials: 0\nreply: xml\n') }),
    );
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    const errors = run.log.split('\n').filter((line) => line.startsWith('::error'));
    expect(errors).toEqual([
      expect.stringContaining(`file=${gatePath},line=2::`),
      expect.stringContaining(`file=${gatePath},line=4::`),
    ]);
    expect(errors[0]).toContain('`policy`');
  });

  it('fails when it deletes the fixtures, or the gate file of a pin that stays', async () => {
    const world = await startWorld();
    const fixtures = await world.run(await world.propose({ [ticketsPath]: null }));
    expect([fixtures.exitCode, fixtures.outputs['verdict']]).toEqual([1, 'error']);
    expect(fixtures.log).toMatch(
      new RegExp(
        `^::error .*file=${gatePath},line=1::\`fixtures\` names \`${ticketsPath}\`, and commit [0-9a-f]{10} has no such file: restore the file`,
        'm',
      ),
    );

    const policy = await world.run(await world.propose({ [gatePath]: null }, 'no-gate'));
    expect([policy.exitCode, policy.outputs['verdict']]).toEqual([1, 'error']);
    expect(policy.log).toContain(`This change removes the gate file of \`${pinPath}\`, which stays`);
  });

  it('passes a good change of policy and fixtures without running it', async () => {
    const world = await startWorld();
    const run = await world.run(
      await world.propose({
        [gatePath]: gate('policy:\n  trials: 2\n'),
        [ticketsPath]: jsonLines([...tickets, ticket('B-4', 'billing')]),
      }),
      { inputs: { 'anthropic-api-key': '' } },
    );
    expect([run.exitCode, run.outputs['verdict']]).toEqual([0, 'skipped']);
    expect(world.agents.requests().total).toBe(0);
  });
});
