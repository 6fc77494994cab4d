import { afterEach, describe, expect, it } from '@jest/globals';
import { createScriptModel } from '../../emulator/managed-agents/models/createScriptModel.ts';
import { archiveByHand } from './world/agentsApi.ts';
import { closeWorlds, startWorld, type World, type WorldOptions } from './world/startWorld.ts';
import { agentId, baseFiles, gate, gatePath, pin, pinPath, script } from './world/tickets.ts';

afterEach(closeWorlds);

// Version 1 is worse than 2, so that the whole gate would not let it back in.
const model = createScriptModel(script({ 1: { 'B-1': 'auth', 'B-2': 'auth' } }));

/** A repository in which pull requests pinned these versions, one after the other. */
async function startPast(versions: readonly (number | string)[], options: WorldOptions = {}): Promise<World> {
  const [first = 1, ...later] = versions;
  const world = await startWorld({
    model,
    files: { ...baseFiles(), [pinPath]: pin(first) },
    ...options,
  });
  for (const version of later) {
    const number = await world.propose({ [pinPath]: pin(version) }, `pin-${version}-${Math.random()}`);
    await world.github.mergePullRequest(number);
  }
  return world;
}

const outage: WorldOptions['agents'] = {
  faults: [
    { on: 'request', request: '* /v1/agents/*', times: 'always', do: [{ type: 'respond', status: 503 }] },
  ],
};

describe('a pull request that goes back to what was live before', () => {
  it('passes at once, without a session, and says when it was live', async () => {
    const world = await startPast([1, 2]);
    const number = await world.bump(1);
    const started = performance.now();
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict'], run.outputs['candidate-version']]).toEqual([
      0,
      'passed',
      '1',
    ]);
    expect(performance.now() - started).toBeLessThan(20_000);
    expect(world.agents.sessions()).toEqual([]);
    expect(world.comments(number)[0]).toMatch(/rollback from version 2 to 1/i);
    expect(world.comments(number)[0]).toMatch(/until .*pull request 1/);
    expect(run.outputs['pins']).toContain('"candidateVersion":1');
  });

  it.each<[string, WorldOptions['agents']]>([
    ['is down', outage],
    [
      'limits the rate',
      {
        faults: [
          {
            ...{ on: 'request', request: '* /v1/agents/*', times: 'always' },
            do: [{ type: 'respond', status: 429, retryAfter: 120 }],
          },
        ],
      },
    ],
    [
      'does not answer',
      {
        faults: [
          {
            ...{ on: 'request', request: '* /v1/agents/*', times: 'always' },
            do: [{ type: 'delay', ms: 60_000 }],
          },
        ],
      },
    ],
  ])('passes while the service %s, and says that it could not be verified', async (_, agents = {}) => {
    const world = await startPast([1, 2], { agents });
    const number = await world.bump(1);
    const started = performance.now();
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([0, 'passed']);
    expect(performance.now() - started).toBeLessThan(30_000);
    expect(world.comments(number)[0]).toMatch(/could not be verified/);
  });

  it('passes with a key that is missing or refused: keys are renewed in incidents', async () => {
    const world = await startPast([1, 2]);
    const number = await world.bump(1);
    for (const key of ['', 'sk-ant-revoked']) {
      const run = await world.run(number, { inputs: { 'anthropic-api-key': key } });
      expect([run.exitCode, run.outputs['verdict']]).toEqual([0, 'passed']);
      expect(world.comments(number)[0]).toMatch(/could not be verified/);
    }
  });

  it('fails when the agent is archived', async () => {
    const world = await startPast([1, 2]);
    await archiveByHand(world.agents, agentId);
    const number = await world.bump(1);
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(world.comments(number)[0]).toMatch(/was archived/);
  });

  it('fails when the version does not exist', async () => {
    const world = await startPast([9, 2]);
    const number = await world.bump(9);
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(world.comments(number)[0]).toMatch(/version 9 .* does not exist/);
  });

  it('takes the whole gate where the base branch’s policy asks for it, and only there', async () => {
    const asked = await startPast([1, 2], {
      files: { ...baseFiles(), [gatePath]: gate('rollback: evaluate\n') },
    });
    const blocked = await asked.bump(1);
    const run = await asked.run(blocked);
    expect([run.outputs['verdict'], run.outputs['regressed-teams']]).toEqual(['blocked', '["billing"]']);
    expect(asked.comments(blocked)[0]).toMatch(
      /The rollback to version 1 takes the whole gate and not the fast lane: `gate\.yml` on/,
    );

    const world = await startPast([1, 2]);
    const number = await world.propose({ [pinPath]: pin(1), [gatePath]: gate('rollback: evaluate\n') });
    expect((await world.run(number)).outputs['verdict']).toBe('passed');
    expect(world.agents.sessions()).toEqual([]);
  });

  it('takes the whole gate to a version that was never pinned', async () => {
    const world = await startPast([2, 3]);
    const number = await world.bump(1);
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'blocked']);
    expect(world.agents.sessions().length).toBeGreaterThan(0);
    expect(world.comments(number)[0]).toMatch(
      /takes the whole gate and not the fast lane: that version was never live/,
    );
  });

  it('takes the whole gate to what was rolled back from: that is a promotion', async () => {
    const world = await startPast([2, 1, 2]);
    const number = await world.bump(1);
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'blocked']);
    expect(world.comments(number)[0]).toMatch(
      /Version 1 was live before, and pull request 2 went back from it at/,
    );
  });

  it('does not take for live what a pull request said on its way', async () => {
    const world = await startPast([2]);
    await world.github.commit({ branch: 'wild', files: { [pinPath]: pin(1) } });
    await world.github.commit({ branch: 'wild', files: { [pinPath]: pin(3) } });
    const { number } = await world.github.openPullRequest({ head: 'wild' });
    await world.github.mergePullRequest(number, { method: 'merge' });
    const run = await world.run(await world.bump(1));
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'blocked']);
  });

  it('goes back to another agent as well', async () => {
    const other = 'agent_other';
    const world = await startWorld({
      model,
      agents: {
        seedState: {
          agents: [agentId, other].map((id) => ({
            id,
            versions: [1, 2].map((version) => ({
              ...{ name: id, model: 'claude-haiku-4-5', system: `This is prompt ${version}.` },
            })),
          })),
        },
      },
    });
    const moved = await world.propose({ [pinPath]: pin(2, other) }, 'moved');
    await world.github.mergePullRequest(moved);
    const run = await world.run(await world.bump(1));
    expect([run.exitCode, run.outputs['verdict']]).toEqual([0, 'passed']);
    expect(world.agents.sessions()).toEqual([]);
  });

  it('is evaluated, and says why, when the past cannot be read', async () => {
    const world = await startPast([1, 2]);
    world.github.injectFault({
      path: '^/graphql$',
      answer: { kind: 'status', status: 403, message: 'Resource not accessible by integration' },
      times: 1,
    });
    const number = await world.bump(1);
    const run = await world.run(number);
    expect(run.outputs['verdict']).toBe('blocked');
    expect(world.comments(number)[0]).toMatch(/could not be found out, so it was evaluated/);
  });

  it('tells the scores that the version had when it was promoted', async () => {
    const world = await startWorld({ model });
    const promote = async (version: number) => {
      const number = await world.propose({ [pinPath]: pin(version) }, `promote-${version}`);
      const run = await world.run(number);
      expect(run.outputs['verdict']).toBe('passed');
      await world.github.mergePullRequest(number);
    };
    await promote(2);
    await promote(3);
    const number = await world.bump(2);
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([0, 'passed']);
    expect(world.comments(number)[0]).toMatch(/\| *`?billing`? *\|.*3\/3/);
  });
});
