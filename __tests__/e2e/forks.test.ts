import { afterEach, describe, expect, it } from '@jest/globals';
import { createScriptModel } from '../../emulator/managed-agents/models/createScriptModel.ts';
import { closeWorlds, startWorld, type World } from './world/startWorld.ts';
import {
  gate,
  gatePath,
  jsonLines,
  pin,
  pinPath,
  script,
  ticket,
  tickets,
  ticketsPath,
} from './world/tickets.ts';

afterEach(closeWorlds);

const model = createScriptModel(script({ 2: { 'B-1': 'auth' } }));
const evaluate = { inputs: { forks: 'evaluate' } };

async function proposeFromFork(world: World, files: Record<string, string | null>): Promise<number> {
  await world.github.fork('mallory/support-agents');
  await world.github.commit({
    repository: 'mallory/support-agents',
    branch: 'change',
    files,
    author: 'mallory',
  });
  const request = { head: 'change', headRepository: 'mallory/support-agents', user: 'mallory' };
  return (await world.github.openPullRequest(request)).number;
}

function readOnlyToken(world: World): string {
  return world.github.issueToken({
    permissions: { contents: 'read', pull_requests: 'read', issues: 'read' },
  });
}

describe('a pull request from a fork', () => {
  it('is refused before any session, with what a maintainer can do', async () => {
    const world = await startWorld({ model, github: { private: false } });
    const number = await proposeFromFork(world, { [pinPath]: pin(2) });
    const run = await world.run(number, { token: readOnlyToken(world), inputs: { 'anthropic-api-key': '' } });
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(run.log).toContain(
      `::error title=Pin Gate%3A could not evaluate,file=${pinPath},line=3::This pull request comes from a fork, and this workflow does not evaluate forks: a maintainer who trusts it can open the same change from a branch of this repository, or set \`forks: evaluate\` in the workflow.`,
    );
    expect(world.agents.requests().total).toBe(0);
  });

  it('that changes no pin is skipped like any other', async () => {
    const world = await startWorld({ model, github: { private: false } });
    const number = await proposeFromFork(world, { 'README.md': 'Hello\n' });
    const run = await world.run(number, { token: readOnlyToken(world), inputs: { 'anthropic-api-key': '' } });
    expect([run.exitCode, run.outputs['verdict']]).toEqual([0, 'skipped']);
  });

  it('is evaluated for a version change with `forks: evaluate`, by the base’s fixtures alone', async () => {
    const world = await startWorld({ model, github: { private: false } });
    const number = await proposeFromFork(world, {
      [pinPath]: pin(2),
      [gatePath]: gate('tools: run\nexpect:\n  id: exact\n'),
      [ticketsPath]: jsonLines([...tickets.slice(1), ticket('X-1', 'billing')]),
    });
    const run = await world.run(number, evaluate);
    expect([run.exitCode, run.outputs['verdict'], run.outputs['regressed-teams']]).toEqual([
      1,
      'blocked',
      '["billing"]',
    ]);
    // Nothing that the fork wrote was sent to the agent.
    expect(world.agents.sessions().map(({ metadata }) => metadata['pin-gate-fixture'])).not.toContain('X-1');
    // The base's five tickets on two versions, and the one that flipped four times more on both.
    expect(world.agents.sessions()).toHaveLength(10 + 8);
  });

  it.each([
    ['another agent', { [pinPath]: pin(1, 'agent_of_mallory') }, 'pins another agent'],
    [
      'a pin of its own',
      { 'own/pinned-version.yml': pin(2), 'own/gate.yml': gate(), 'own/tickets.jsonl': jsonLines(tickets) },
      'adds a pin',
    ],
    ['a pin elsewhere', { [pinPath]: null, 'own/pinned-version.yml': pin(2) }, 'moves the pin'],
  ])('has no say in what is run: %s is refused even so', async (_, files, reason) => {
    const world = await startWorld({ model, github: { private: false } });
    const run = await world.run(await proposeFromFork(world, files), evaluate);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(run.log).toContain(`This pull request comes from a fork and ${reason}`);
    expect(world.agents.sessions()).toEqual([]);
  });

  it('has a token that may not comment: a warning, and neither verdict nor summary suffers', async () => {
    const world = await startWorld({ model, github: { private: false } });
    const number = await proposeFromFork(world, { [pinPath]: pin(2) });
    const run = await world.run(number, { ...evaluate, token: readOnlyToken(world) });
    expect([run.exitCode, run.outputs['verdict'], run.outputs['comment-url']]).toEqual([1, 'blocked', '']);
    expect(run.log).toMatch(
      /^::warning title=Pin Gate::The comment could not be written: .*\(403: Resource not accessible by integration\).*`pull-requests: write`.* The verdict stands all the same\.$/m,
    );
    expect(run.summary).toContain('❌ Blocked: `billing` regressed: 3/3 → 2/3');
    expect(run.summary).toContain('The comment could not be written');
    expect(world.comments(number)).toEqual([]);
  });

  it('and a good one passes with that token', async () => {
    const world = await startWorld({ model, github: { private: false } });
    const number = await proposeFromFork(world, { [pinPath]: pin(3) });
    const run = await world.run(number, { ...evaluate, token: readOnlyToken(world) });
    expect([run.exitCode, run.outputs['verdict']]).toEqual([0, 'passed']);
  });

  it('whose repository is gone by now is still a fork’s', async () => {
    const world = await startWorld({ model, github: { private: false } });
    const number = await proposeFromFork(world, { [pinPath]: pin(2) });
    await world.github.deleteFork('mallory/support-agents');
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(run.log).toContain('This pull request comes from a fork');
  });
});
