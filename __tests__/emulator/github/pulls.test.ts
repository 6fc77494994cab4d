import { describe, expect, it } from '@jest/globals';
import { octokitOf, openBump, refusal, repo, startGitHub } from './startGitHub.ts';

const first = { ...repo, pull_number: 1 };

describe('a pull request', () => {
  it('says where it comes from, where it goes to and how much it changes', async () => {
    const github = await startGitHub();
    const main = await github.branchTip('main');
    const opened = await openBump(github, { 'pin.yml': 'agent: agent_1\nversion: 2\n', 'new.txt': 'a\nb\n' });
    github.comment(1, 'hello');

    const { data } = await octokitOf(github).rest.pulls.get(first);

    expect(data).toMatchObject({
      number: 1,
      title: 'Promote version 2',
      state: 'open',
      merged: false,
      mergeable: true,
      maintainer_can_modify: false,
      changed_files: 2,
      additions: 3,
      deletions: 1,
      commits: 1,
      comments: 1,
      created_at: '2026-08-01T00:00:00Z',
      user: { login: 'octocat', type: 'User' },
      base: { ref: 'main', sha: main, label: 'acme:main', repo: { full_name: 'acme/agents', fork: false } },
      head: { ref: 'bump', sha: opened.head.sha, label: 'acme:bump', repo: { full_name: 'acme/agents' } },
    });
  });

  it('keeps the base commit it was opened on until it is pushed to', async () => {
    const github = await startGitHub();
    const before = await github.branchTip('main');
    const opened = await openBump(github);
    const moved = await github.commit({ branch: 'main', files: { 'other.txt': 'x' } });
    const octokit = octokitOf(github);

    const stale = await octokit.rest.pulls.get(first);
    const tip = await octokit.rest.git.getRef({ ...repo, ref: 'heads/main' });
    const pushed = await github.commit({
      branch: 'bump',
      files: { 'pin.yml': 'agent: agent_1\nversion: 3\n' },
    });
    const fresh = await octokit.rest.pulls.get(first);

    expect([stale.data.base.sha, stale.data.head.sha]).toEqual([before, opened.head.sha]);
    expect(tip.data.object).toMatchObject({ type: 'commit', sha: moved });
    expect([fresh.data.base.sha, fresh.data.head.sha]).toEqual([moved, pushed]);
    expect(fresh.data.commits).toBe(2);
  });

  it('comes from a fork, whose commits can be read in the base repository, even after the fork is gone', async () => {
    const github = await startGitHub();
    await github.fork('stranger/agents');
    const sha = await github.commit({
      repository: 'stranger/agents',
      branch: 'main',
      files: { 'pin.yml': 'agent: agent_1\nversion: 9\n' },
    });
    await github.openPullRequest({ headRepository: 'stranger/agents', head: 'main' });
    const octokit = octokitOf(github);

    const open = await octokit.rest.pulls.get(first);
    const file = await octokit.rest.repos.getContent({ ...repo, path: 'pin.yml', ref: sha });
    await github.deleteFork('stranger/agents');
    const orphan = await octokit.rest.pulls.get(first);

    expect(open.data.head.repo).toMatchObject({ full_name: 'stranger/agents', fork: true });
    expect(open.data).toMatchObject({ maintainer_can_modify: true, head: { label: 'stranger:main', sha } });
    expect(file.data).toMatchObject({ size: 'agent: agent_1\nversion: 9\n'.length });
    expect(orphan.data.head).toMatchObject({ repo: null, sha, label: 'stranger:main' });
    const gone = octokit.rest.repos.get({ owner: 'stranger', repo: 'agents' });
    expect(await refusal(gone)).toMatchObject({ status: 404 });
    expect(await github.branchTip('main')).not.toBe(sha);
  });

  it('is opened, edited and closed by the API', async () => {
    const github = await startGitHub();
    await github.commit({ branch: 'bump', files: { 'pin.yml': '2' } });
    const { rest } = octokitOf(github, { kind: 'user', login: 'ada' });

    const opened = await rest.pulls.create({
      ...repo,
      head: 'bump',
      base: 'main',
      title: 'Bump',
      body: 'Why',
    });
    const edited = await rest.pulls.update({ ...first, title: 'Bump it' });
    const closed = await rest.pulls.update({ ...first, state: 'closed' });

    expect(opened.status).toBe(201);
    expect(opened.data).toMatchObject({ number: 1, body: 'Why', user: { login: 'ada', type: 'User' } });
    expect(edited.data).toMatchObject({ title: 'Bump it', body: 'Why', state: 'open' });
    expect(closed.data).toMatchObject({ state: 'closed', merged: false, closed_at: '2026-08-01T00:00:00Z' });
  });

  it('is refused when there is nothing to merge, no such branch, or one open already', async () => {
    const github = await startGitHub();
    const { rest } = octokitOf(github);
    await github.commit({ branch: 'bump', files: { 'pin.yml': '2' } });
    const create = (head: string, base = 'main') =>
      refusal(rest.pulls.create({ ...repo, head, base, title: 'x' }));

    expect((await create('main')).message).toContain('No commits between main and main');
    expect((await create('nowhere')).message).toContain('"field":"head","code":"invalid"');
    expect((await create('bump', 'nowhere')).message).toContain('"field":"base","code":"invalid"');
    await rest.pulls.create({ ...repo, head: 'bump', base: 'main', title: 'x' });
    expect(await create('bump')).toEqual({
      status: 422,
      message: expect.stringContaining('A pull request already exists for acme:bump.'),
    });
  });

  it('is closed when its branch is deleted', async () => {
    const github = await startGitHub();
    await openBump(github);
    await github.deleteBranch('bump');
    expect(github.pullRequest(1)).toMatchObject({ state: 'closed', merged: undefined });
  });
});

describe('the list of pull requests', () => {
  it('is newest first, and selects by state, head and base', async () => {
    const github = await startGitHub();
    for (const branch of ['one', 'two', 'three']) {
      await github.commit({ branch, files: { [`${branch}.txt`]: branch } });
      await github.openPullRequest({ head: branch });
    }
    await github.changePullRequest(2, { state: 'closed' });
    const { rest } = octokitOf(github);
    const numbers = async (options: object) =>
      (await rest.pulls.list({ ...repo, ...options })).data.map((pull) => pull.number);

    expect(await numbers({})).toEqual([3, 1]);
    expect(await numbers({ state: 'all', direction: 'asc' })).toEqual([1, 2, 3]);
    expect(await numbers({ state: 'closed' })).toEqual([2]);
    expect(await numbers({ head: 'acme:three' })).toEqual([3]);
    expect(await numbers({ base: 'elsewhere' })).toEqual([]);
  });
});

describe('merging', () => {
  it('moves the base branch by a merge commit and closes the pull request', async () => {
    const github = await startGitHub();
    const before = await github.branchTip('main');
    const opened = await openBump(github);
    const { rest } = octokitOf(github, { permissions: { contents: 'write' } });

    const { data } = await rest.pulls.merge({ ...first, sha: opened.head.sha });
    const pull = await rest.pulls.get(first);
    const commit = await rest.repos.getCommit({ ...repo, ref: 'main' });

    expect(data).toEqual({ sha: data.sha, merged: true, message: 'Pull Request successfully merged' });
    expect(await github.branchTip('main')).toBe(data.sha);
    expect(commit.data.parents.map((parent) => parent.sha)).toEqual([before, opened.head.sha]);
    expect(commit.data.commit.message).toBe('Merge pull request #1 from acme/bump\n\nPromote version 2');
    expect(pull.data).toMatchObject({
      state: 'closed',
      merged: true,
      merge_commit_sha: data.sha,
      merged_by: { login: 'github-actions[bot]' },
      changed_files: 1,
    });
  });

  it('squashes when asked to, onto a base that has moved on', async () => {
    const github = await startGitHub();
    await openBump(github);
    const tip = await github.commit({ branch: 'main', files: { 'other.txt': 'kept' } });

    const sha = await github.mergePullRequest(1, { method: 'squash' });
    const { rest } = octokitOf(github);
    const { data } = await rest.git.getCommit({ ...repo, commit_sha: sha });
    const tree = await rest.git.getTree({ ...repo, tree_sha: sha, recursive: '1' });

    expect(data.parents.map((parent) => parent.sha)).toEqual([tip]);
    expect(data.message).toMatch(/^Promote version 2 \(#1\)/);
    expect(tree.data.tree.map((entry) => entry.path)).toEqual([
      'docs',
      'docs/readme.md',
      'other.txt',
      'pin.yml',
    ]);
  });

  it('is refused for a head that has moved, a conflict, a second time, and as a rebase', async () => {
    const github = await startGitHub();
    const opened = await openBump(github);
    await github.commit({ branch: 'bump', files: { 'more.txt': 'x' } });
    const { rest } = octokitOf(github, { permissions: { contents: 'write' } });

    expect(await refusal(rest.pulls.merge({ ...first, sha: opened.head.sha }))).toMatchObject({
      status: 409,
    });
    expect(await refusal(rest.pulls.merge({ ...first, merge_method: 'rebase' }))).toMatchObject({
      status: 405,
    });
    const tip = await github.commit({ branch: 'main', files: { 'pin.yml': 'agent: agent_1\nversion: 7\n' } });
    expect((await rest.pulls.get(first)).data).toMatchObject({ mergeable: false, mergeable_state: 'dirty' });
    expect(await refusal(rest.pulls.merge(first))).toMatchObject({
      status: 405,
      message: expect.stringContaining('Pull Request is not mergeable'),
    });
    expect(await github.branchTip('main')).toBe(tip);

    await github.commit({
      branch: 'bump',
      from: 'main',
      files: { 'pin.yml': 'agent: agent_1\nversion: 8\n' },
    });
    await rest.pulls.merge(first);
    expect(await refusal(rest.pulls.merge(first))).toMatchObject({ status: 405 });
  });

  it('loses no merge when two come at once', async () => {
    const github = await startGitHub();
    for (const branch of ['one', 'two']) {
      await github.commit({ branch, files: { [`${branch}.txt`]: branch } });
      await github.openPullRequest({ head: branch });
    }
    await Promise.all([github.mergePullRequest(1), github.mergePullRequest(2)]);
    const { data } = await octokitOf(github).rest.git.getTree({ ...repo, tree_sha: 'main' });
    expect(data.tree.map((entry) => entry.path)).toEqual(['docs', 'one.txt', 'pin.yml', 'two.txt']);
  });
});

describe('a merge group', () => {
  it('is a branch with the pull requests merged onto the base, or onto the group before', async () => {
    const github = await startGitHub();
    for (const branch of ['one', 'two']) {
      await github.commit({ branch, files: { [`${branch}.txt`]: branch } });
      await github.openPullRequest({ head: branch });
    }
    const main = await github.branchTip('main');
    const { rest } = octokitOf(github);
    const paths = async (sha: string) =>
      (await rest.git.getTree({ ...repo, tree_sha: sha })).data.tree.map((entry) => entry.path);

    const group = await github.createMergeGroup([1]);
    const next = await github.createMergeGroup([2], group);

    expect(group).toEqual({
      headRef: `refs/heads/gh-readonly-queue/main/pr-1-${main}`,
      headSha: group.headSha,
      baseRef: 'refs/heads/main',
      baseSha: main,
      pullRequests: [1],
    });
    expect(await paths(group.headSha)).toEqual(['docs', 'one.txt', 'pin.yml']);
    expect(next.baseSha).toBe(group.headSha);
    expect(await paths(next.headSha)).toEqual(['docs', 'one.txt', 'pin.yml', 'two.txt']);
    expect(await github.branchTip('main')).toBe(main);
    expect(await github.mergeGroupEvent(next)).toMatchObject({
      action: 'checks_requested',
      merge_group: { head_sha: next.headSha, base_sha: group.headSha, base_ref: 'refs/heads/main' },
      repository: { full_name: 'acme/agents' },
    });
  });
});

describe('the event of a pull request', () => {
  it('is what the runner would write', async () => {
    const github = await startGitHub();
    const opened = await openBump(github);
    expect(await github.pullRequestEvent(1, 'opened')).toMatchObject({
      action: 'opened',
      number: 1,
      pull_request: { number: 1, head: { sha: opened.head.sha }, base: { sha: opened.base.sha } },
      repository: { full_name: 'acme/agents', default_branch: 'main' },
      sender: { login: 'octocat' },
    });
  });
});
