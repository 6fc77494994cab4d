import { afterEach, describe, expect, it } from '@jest/globals';
import type { ActionRun } from '../../emulator/runner/runAction.ts';
import {
  apiKey,
  closeWorlds,
  type RunOptions,
  seedState,
  startWorld,
  type World,
  type WorldOptions,
} from './world/startWorld.ts';
import { agentId, baseFiles, folder, gate, gatePath, pin, pinPath } from './world/tickets.ts';

afterEach(closeWorlds);

const oldAgent = 'agent_retired';
const [triage] = seedState.agents;

/** The agent that other tests have too, and one that is archived. */
function start({ agents, ...options }: WorldOptions = {}): Promise<World> {
  const retired = { id: oldAgent, archived: true, versions: triage?.versions ?? [] };
  return startWorld({
    ...options,
    agents: { seedState: { agents: [...seedState.agents, retired] }, ...agents },
  });
}

async function confirm(
  world: World,
  event: NonNullable<RunOptions['event']>,
  more: RunOptions = {},
): Promise<ActionRun> {
  return world.run(undefined, {
    soundness: 'cut short',
    event,
    env: { GITHUB_SHA: await world.github.branchTip('main') },
    ...more,
    inputs: { mode: 'confirm', ...more.inputs },
  });
}

const push = async (world: World, ends: { before?: string; after?: string } = {}) =>
  confirm(world, { name: 'push', payload: await world.github.pushEvent('main', ends) });

/** What every confirmation must keep: no verdict, no comment, no secret, no session. Gives the rows of its output. */
function expectSound(run: ActionRun, world: World): unknown {
  expect(Object.keys(run.outputs)).toEqual(['pins']);
  for (const text of [run.log.replace(`::add-mask::${apiKey}`, ''), run.summary, run.outputs['pins']])
    expect(text).not.toContain(apiKey);
  expect(run.summary).toMatch(/^### (?:📌|❌|⚠️) /);
  expect(run.summary).not.toContain('✅');
  expect(world.agents.sessions()).toEqual([]);
  const posts = world.github.requestLog().filter(({ method }) => !['GET', 'HEAD'].includes(method));
  expect(posts).toEqual([]);
  return JSON.parse(run.outputs['pins'] ?? '');
}

describe('mode: confirm', () => {
  it('tells what a merge promoted, and that it can be run', async () => {
    const world = await start();
    const before = await world.github.branchTip('main');
    const number = await world.propose({ [pinPath]: pin(4) });
    const after = await world.github.mergePullRequest(number);
    const run = await push(world, { before, after });
    expect([run.exitCode, expectSound(run, world)]).toEqual([
      0,
      [{ path: pinPath, agent: agentId, version: 4, change: 'bumped', state: 'confirmed' }],
    ]);
    expect(run.summary.split('\n')[0]).toBe(`### 📌 Promoted: \`${folder}\` now runs version 4 (was 1)`);
    expect(run.summary).toContain(`/compare/${before}...${after})`);
    expect(run.summary).toMatch(
      /promoted, 1 → \*\*4\*\* \| `triage` \| \d{4}-\d\d-\d\d \d\d:\d\d UTC \| 2 versions: v2 /,
    );
    expect(run.log).not.toMatch(/^::(?:error|warning)/m);
  });

  it('tells a rollback by a push without a pull request', async () => {
    const world = await start({ files: baseFiles(3) });
    await world.github.commit({ branch: 'main', files: { [pinPath]: pin(2) } });
    const run = await push(world);
    expect(expectSound(run, world)).toMatchObject([{ version: 2, change: 'rolled-back' }]);
    expect(run.summary).toMatch(/^### 📌 Rolled back: `prompts\/triage` now runs version 2 \(was 3\)\n/);
  });

  it('says that a push which changes no pin changes none', async () => {
    const world = await start();
    await world.github.commit({ branch: 'main', files: { 'README.md': 'Changed\n' } });
    const run = await push(world);
    expect([run.exitCode, expectSound(run, world)]).toMatchObject([0, [{ change: 'unchanged' }]]);
    expect(run.summary).toContain('The push to `main` changed no pin: ');
  });

  it('is red for all that production cannot run, each on its line', async () => {
    const world = await start();
    const path = (name: string) => `prompts/${name}/pinned-version.yml`;
    await world.github.commit({
      branch: 'main',
      files: {
        [pinPath]: pin('next'),
        [path('missing')]: pin(9),
        [path('retired')]: pin(1, oldAgent),
        [path('well')]: pin(1),
      },
    });
    const run = await push(world);
    expect([run.exitCode, expectSound(run, world)]).toMatchObject([
      1,
      [
        { path: path('missing'), change: 'added', state: 'broken' },
        { path: path('retired'), change: 'added', state: 'broken' },
        { path: pinPath, version: null, change: 'spoilt', state: 'broken' },
        { path: path('well'), state: 'confirmed' },
      ],
    ]);
    expect(run.summary).toMatch(/^### ❌ 3 of 4 pins cannot be run: /);
    const error = (file: string) => `::error title=Pin Gate%3A cannot be run,file=${file},line=3::`;
    expect(run.log).toContain(`${error(pinPath)}\`version: next\` stands here, which production cannot read`);
    expect(run.log).toContain(
      `${error(path('missing'))}The pin's version 9 of agent "${agentId}" does not exist`,
    );
    expect(run.log).toContain(`${error(path('retired'))}The pin's agent "${oldAgent}" was archived at`);
  });

  it('is red, in other words, when the service is down', async () => {
    const world = await start({
      agents: {
        faults: [
          {
            on: 'request',
            request: 'GET /v1/agents/*',
            times: 'always',
            do: [{ type: 'respond', status: 503 }],
          },
        ],
      },
    });
    const run = await push(world, { before: '0'.repeat(40) });
    expect([run.exitCode, expectSound(run, world)]).toMatchObject([
      1,
      [{ version: 1, change: null, state: 'unconfirmed' }],
    ]);
    expect(run.summary).toMatch(/^### ⚠️ Could not be confirmed: /);
    expect(run.summary).toContain('The branch `main` is new');
    expect(run.log).toContain('::error title=Pin Gate%3A could not confirm,file=');
  });

  it('is red without a key', async () => {
    const world = await start();
    const event = { name: 'schedule', payload: {} };
    const run = await confirm(world, event, { inputs: { 'anthropic-api-key': '' } });
    expect([run.exitCode, expectSound(run, world)]).toMatchObject([1, [{ state: 'unconfirmed' }]]);
    expect(run.summary).toContain('The input `anthropic-api-key` is empty');
  });

  it('warns of an agent file that does not describe the pinned version', async () => {
    const agentFile = `${folder}/triage.agent.yaml`;
    const text = (prompt: number) =>
      `name: triage\nmodel: claude-haiku-4-5\nsystem: Route the ticket. This is prompt ${prompt}.\n`;
    const files = {
      ...baseFiles(2),
      [gatePath]: gate('agent-file: triage.agent.yaml\n'),
      [agentFile]: text(2),
    };
    const world = await start({ files });
    const event = { name: 'workflow_dispatch', payload: {} };
    const same = await confirm(world, event);
    expect([same.exitCode, same.log.includes('::warning')]).toEqual([0, false]);

    await world.github.commit({ branch: 'main', files: { [agentFile]: text(3) } });
    const run = await confirm(world, event);
    expect([run.exitCode, expectSound(run, world)]).toMatchObject([0, [{ state: 'confirmed' }]]);
    expect(run.log).toContain(
      `::warning title=Pin Gate%3A drift,file=${agentFile}::\`${agentFile}\` does not describe version 2, which is pinned: the system prompt differs.`,
    );
    expect(run.summary).toMatch(/^### 📌 `prompts\/triage` names a version that can be run: 2\n/);
  });

  it('confirms the commit that the check stands on when a branch is deleted', async () => {
    const world = await start();
    const payload = await world.github.pushEvent('main', { after: '0'.repeat(40) });
    const run = await confirm(world, { name: 'push', payload });
    expect([run.exitCode, expectSound(run, world)]).toMatchObject([
      0,
      [{ change: null, state: 'confirmed' }],
    ]);
  });

  it.each(['pull_request', 'pull_request_target', 'merge_group'])(
    'refuses %s: a green confirmation could cover a red check',
    async (name) => {
      const world = await start();
      const run = await confirm(world, { name, payload: {} });
      expect([run.exitCode, expectSound(run, world)]).toEqual([1, []]);
      expect(run.log).toMatch(
        /::error title=Pin Gate%3A could not confirm::`mode: confirm` runs on push, schedule and workflow_dispatch/,
      );
      expect(world.github.requestLog()).toEqual([]);
    },
  );

  it('leaves mode gate as it was: a push is refused there', async () => {
    const world = await start();
    const payload = await world.github.pushEvent('main');
    const run = await world.run(undefined, { event: { name: 'push', payload } });
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
  });
});
