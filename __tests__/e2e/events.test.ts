import { afterEach, describe, expect, it } from '@jest/globals';
import { createScriptModel } from '../../emulator/managed-agents/models/createScriptModel.ts';
import { closeWorlds, startWorld } from './world/startWorld.ts';
import { pin, pinPath, script } from './world/tickets.ts';

afterEach(closeWorlds);

const model = createScriptModel(script({ 2: { 'B-1': 'auth' } }));

describe('the event that starts a run', () => {
  it.each(['push', 'workflow_dispatch', 'schedule', 'pull_request_review', 'issue_comment'])(
    'is refused when it is %s',
    async (name) => {
      const world = await startWorld();
      const run = await world.run(undefined, { event: { name, payload: {} } });
      expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
      expect(run.log).toContain(
        `::error title=Pin Gate%3A could not evaluate::Pin Gate runs on pull_request, pull_request_target and merge_group; this run was started by \`${name}\`.`,
      );
      expect(run.summary).toContain('Could not evaluate');
      expect(world.github.requestLog()).toEqual([]);
    },
  );

  it('may be pull_request_target, whose commit is the default branch’s', async () => {
    const world = await startWorld({ model });
    const number = await world.bump(2);
    const run = await world.run(number, {
      event: { name: 'pull_request_target', payload: await world.github.pullRequestEvent(number) },
      env: { GITHUB_SHA: await world.github.branchTip('main') },
    });
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'blocked']);
    expect(world.comments(number)).toHaveLength(1);
  });

  it('may be merge_group: judged against base_sha, without a comment', async () => {
    const world = await startWorld({ model });
    await world.github.commit({ branch: 'first', files: { [pinPath]: pin(2) } });
    const first = (await world.github.openPullRequest({ head: 'first' })).number;
    const ahead = await world.github.createMergeGroup([first]);
    await world.github.commit({ branch: 'second', files: { 'README.md': 'Changed\n' } });
    const second = (await world.github.openPullRequest({ head: 'second' })).number;
    const behind = await world.github.createMergeGroup([second], ahead);
    const asEvent = async (group: typeof ahead) => ({
      event: { name: 'merge_group', payload: await world.github.mergeGroupEvent(group) },
    });

    const blocked = await world.run(undefined, await asEvent(ahead));
    expect([blocked.exitCode, blocked.outputs['verdict']]).toEqual([1, 'blocked']);
    expect(blocked.outputs['comment-url']).toBe('');
    expect(JSON.parse(await blocked.readFile('pin-gate-report/report.json'))).toMatchObject({
      change: { kind: 'merge-group', base: ahead.baseSha, head: ahead.headSha, number: null },
    });

    // Its base is the group ahead, which pins version 2 already: nothing of that is this group's doing.
    const skipped = await world.run(undefined, await asEvent(behind));
    expect([skipped.exitCode, skipped.outputs['verdict']]).toEqual([0, 'skipped']);
    expect(skipped.summary).toContain('Skipped: the merge group changes no pin');
    expect([...world.comments(first), ...world.comments(second)]).toEqual([]);
  });

  it('is an error when a merge group’s trees are not listed whole', async () => {
    const world = await startWorld({ model, github: { limits: { treeEntries: 3 } } });
    await world.github.commit({ branch: 'change', files: { [pinPath]: pin(2) } });
    const { number } = await world.github.openPullRequest({ head: 'change' });
    const group = await world.github.createMergeGroup([number]);
    const run = await world.run(undefined, {
      event: { name: 'merge_group', payload: await world.github.mergeGroupEvent(group) },
    });
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(run.summary).toContain('The repository has too many files for GitHub to list at once');
    expect(run.summary).toContain('so a pin could go unseen');
  });

  it('is an error when the head has moved on since, and the comment stays byte for byte', async () => {
    const world = await startWorld({ model });
    const number = await world.bump(2);
    await world.run(number);
    const before = world.github.comments(number);
    const old = { name: 'pull_request', payload: await world.github.pullRequestEvent(number) };
    await world.push({ [pinPath]: pin(3) });

    const rerun = await world.run(number, { event: old });

    expect([rerun.exitCode, rerun.outputs['verdict']]).toEqual([1, 'error']);
    expect(rerun.log).toMatch(/::error .*[0-9a-f]{7}/);
    expect(rerun.outputs['comment-url']).toBe('');
    expect(world.github.comments(number)).toEqual(before);
    // The first run's: five tickets on two versions, and the one that flipped four times more on both.
    expect(world.agents.sessions()).toHaveLength(10 + 8);
  });

  it('leaves the comment to the newer run when somebody pushes while it evaluates', async () => {
    const slow = createScriptModel({ ...script({ 2: { 'B-1': 'auth' } }), defaults: { latencyMs: 700 } });
    const world = await startWorld({ model: slow });
    const number = await world.bump(2);
    let pushed: Promise<string> | undefined;
    const run = await world.run(number, {
      onLog: (text) => {
        if (text.includes('::group::')) pushed ??= world.push({ [pinPath]: pin(3) });
      },
    });
    await pushed;
    expect([run.exitCode, run.outputs['verdict'], run.outputs['comment-url']]).toEqual([1, 'blocked', '']);
    expect(world.comments(number)).toEqual([]);
    expect(run.log).toContain('::warning title=Pin Gate::The pull request has a newer commit by now');
  });
});

describe('the base branch', () => {
  it('is read at its tip, not where the pull request began', async () => {
    const world = await startWorld({
      model: createScriptModel(script({ 1: {}, 2: {}, 3: { 'A-1': 'billing' } })),
    });
    const number = await world.bump(3);
    await world.github.commit({ branch: 'main', files: { [pinPath]: pin(2) } });
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['baseline-version'], run.outputs['candidate-version']]).toEqual([
      1,
      '2',
      '3',
    ]);
    expect(run.outputs['regressed-teams']).toBe('["auth"]');
    const report: unknown = JSON.parse(await run.readFile('pin-gate-report/report.json'));
    expect(report).toMatchObject({ change: { base: await world.github.branchTip('main') } });
  });

  it('may be another one than the default branch', async () => {
    const world = await startWorld({ model });
    await world.github.commit({ branch: 'release', files: { [pinPath]: pin(3) } });
    await world.github.commit({ branch: 'change', from: 'release', files: { [pinPath]: pin(4) } });
    const { number } = await world.github.openPullRequest({ head: 'change', base: 'release' });
    const run = await world.run(number);
    expect([run.outputs['verdict'], run.outputs['baseline-version']]).toEqual(['passed', '3']);
    expect(world.comments(number)[0]).toContain('against `release` at');
  });
});
