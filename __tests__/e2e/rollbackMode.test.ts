import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { GitHubOptions } from '../../emulator/github/createGitHub.ts';
import type { ActionRun } from '../../emulator/runner/runAction.ts';
import { apiKey, closeWorlds, startWorld, type World, type WorldOptions } from './world/startWorld.ts';
import { agentId, baseFiles, pin, pinPath } from './world/tickets.ts';

afterEach(closeWorlds);

const token = { permissions: { contents: 'write', pull_requests: 'write' } } as const;

/** A pin that belongs to its callers: comments, an anchor, CRLF, a byte-order mark and indentation of their own. */
const odd = (version: number) =>
  `\uFEFF# What production reads. é\r\n   agent: &a ${agentId}\r\n   owners: [*a, support]\r\n\r\n   version:   &v ${version}\t# live\r\n`;

/** Pull requests pinned these versions, one after the other. */
async function startPast(
  versions: readonly number[],
  write = pin as (version: number) => string,
  options: {
    readonly github?: Partial<GitHubOptions>;
    readonly agents?: NonNullable<WorldOptions['agents']>;
  } = {},
): Promise<World> {
  const [first = 1, ...later] = versions;
  const files = { ...baseFiles(), [pinPath]: write(first) };
  const world = await startWorld({
    files,
    ...options,
    github: { collaborators: ['ada'], ...options.github },
  });
  for (const version of later) {
    // Its first commit is no state that the branch ever had.
    await world.github.commit({ branch: `pin-${version}`, files: { [pinPath]: write(99) } });
    const number = await world.propose({ [pinPath]: write(version) }, `pin-${version}`);
    await world.github.mergePullRequest(number, { method: version % 2 === 0 ? 'merge' : 'squash' });
  }
  return world;
}

async function dispatch(
  world: World,
  inputs: Record<string, string> = {},
  event = 'workflow_dispatch',
): Promise<ActionRun> {
  return world.run(undefined, {
    soundness: 'cut short',
    event: { name: event, payload: world.github.workflowDispatchEvent({}) },
    token: world.github.issueToken(token),
    env: { GITHUB_ACTOR: 'ada' },
    inputs: { mode: 'rollback', 'rollback-pin': pinPath, ...inputs },
  });
}

const git = (world: World, ...args: string[]) =>
  execFileSync('git', ['--git-dir', world.github.gitDir, ...args], { encoding: 'utf8' });

describe('mode rollback', () => {
  it('opens a pull request that changes nothing but the number, which the gate passes at once', async () => {
    const world = await startPast([1, 2, 3], odd);
    const reason = 'Billing goes to @acme/api since noon, see #12.';
    const run = await dispatch(world, { 'rollback-reason': reason });
    const branch = 'pin-gate/rollback-prompts.triage-to-2';
    const url = `${world.github.serverUrl}/${world.github.fullName}/pull/3`;
    expect([run.exitCode, run.outputs]).toEqual([0, { 'pull-request-url': url }]);
    expect(git(world, 'show', `${branch}:${pinPath}`)).toBe(odd(2));
    expect(git(world, 'log', '--format=%s', `main..${branch}`)).toBe(
      'Roll back prompts/triage to version 2\n',
    );
    expect(git(world, 'diff', '--name-only', `main...${branch}`)).toBe(`${pinPath}\n`);
    const pull = world.github.pullRequest(3);
    expect(pull).toMatchObject({
      title: 'Roll back prompts/triage to version 2',
      labels: ['rollback'],
      assignees: ['ada'],
      base: { ref: 'main' },
    });
    expect(pull.body).toContain('> Billing goes to @&#8203;acme/api since noon, see #&#8203;12.');
    expect(pull.body).toContain('✅ The service confirms that version 2 can still be run.');
    expect(pull.body).toMatch(/from .* UTC, by `.*`: \[pull request 1\]/);
    expect(run.summary).toContain('Open pull request 3');
    expect(run.summary).toContain('somebody with write access approves them');
    expect(run.log.replace(`::add-mask::${apiKey}`, '')).not.toContain(apiKey);

    const check = await world.run(3);
    expect([check.exitCode, check.outputs['verdict']]).toEqual([0, 'passed']);
    expect(world.agents.sessions()).toEqual([]);
  });

  it('asked for twice, and at once, comes to one pull request', async () => {
    const world = await startPast([1, 2]);
    const runs = await Promise.all([dispatch(world), dispatch(world)]);
    const again = await dispatch(world);
    expect([...runs, again].map(({ exitCode }) => exitCode)).toEqual([0, 0, 0]);
    expect(new Set([...runs, again].map(({ outputs }) => outputs['pull-request-url'])).size).toBe(1);
    expect(again.summary).toContain('was open already');
    expect(git(world, 'rev-list', '--count', 'main..pin-gate/rollback-prompts.triage-to-1')).toBe('1\n');
  });

  it('needs no key, and no service that answers', async () => {
    const outage: NonNullable<WorldOptions['agents']> = {
      faults: [
        { on: 'request', request: '* /v1/agents/*', times: 'always', do: [{ type: 'respond', status: 503 }] },
      ],
    };
    const down = await startPast([1, 2], pin, { agents: outage });
    const run = await dispatch(down, { 'rollback-to': '1' });
    expect([run.exitCode, run.summary]).toEqual([0, expect.stringContaining('could not be verified')]);

    const world = await startPast([1, 2]);
    const without = await dispatch(world, { 'anthropic-api-key': '' });
    expect(without.exitCode).toBe(0);
    expect(world.github.pullRequest(2).body).not.toContain('still be run');
  });

  it('warns of a version that was never live, which the gate then evaluates', async () => {
    const world = await startPast([1, 2]);
    const run = await dispatch(world, { 'rollback-to': '4' });
    expect(run.exitCode).toBe(0);
    expect(run.summary).toContain('Version 4 was never live');
    const check = await world.run(2);
    expect(check.outputs['verdict']).toBe('passed');
    expect(world.agents.sessions().length).toBeGreaterThan(0);
  });

  it.each<[string, Record<string, string>, string]>([
    ['a version that does not exist', { 'rollback-to': '9' }, 'does not exist'],
    ['the version that is pinned', { 'rollback-to': '2' }, 'Version 2 is pinned already'],
    ['a pin that is not there', { 'rollback-pin': 'nothing.yml' }, `Its pins are &quot;${pinPath}&quot;`],
    ['no pin at all', { 'rollback-pin': '' }, 'should be the path of the pin to roll back'],
  ])('refuses %s', async (_, inputs, sentence) => {
    const world = await startPast([1, 2]);
    const run = await dispatch(world, inputs);
    expect(run.exitCode).toBe(1);
    expect(run.summary.replaceAll('"', '&quot;')).toContain(sentence);
    expect(() => world.github.pullRequest(2)).toThrow();
  });

  it.each(['push', 'schedule', 'pull_request'])('refuses the event %s', async (event) => {
    const world = await startPast([1, 2]);
    const run = await dispatch(world, {}, event);
    expect([run.exitCode, run.summary]).toEqual([
      1,
      expect.stringContaining('runs on workflow\\_dispatch only'),
    ]);
    expect(run.outputs).toEqual({ 'pull-request-url': '' });
  });

  it('says where to allow it when workflows may open no pull requests', async () => {
    const world = await startPast([1, 2], pin, { github: { allowActionsToCreatePullRequests: false } });
    const run = await dispatch(world);
    expect(run.exitCode).toBe(1);
    expect(run.log).toContain(`${world.github.serverUrl}/${world.github.fullName}/settings/actions`);
  });
});
