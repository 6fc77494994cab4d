import { describe, expect, it } from '@jest/globals';
import { ask, octokitOf, openBump, refusal, repo, startGitHub } from './startGitHub.ts';

const first = { ...repo, issue_number: 1 };

describe('labels', () => {
  it('are made when they are not there, kept once, and shown with the pull request', async () => {
    const github = await startGitHub();
    await openBump(github);
    const { rest } = octokitOf(github);

    const added = await rest.issues.addLabels({ ...first, labels: ['pin', 'urgent'] });
    const again = await rest.issues.addLabels({ ...first, labels: ['PIN', 'third'] });

    expect(added.data).toMatchObject([
      { name: 'pin', color: 'ededed', description: null, default: false },
      { name: 'urgent' },
    ]);
    const names = ['pin', 'urgent', 'third'];
    expect(again.data.map((label) => label.name)).toEqual(names);
    expect((await rest.issues.listLabelsOnIssue(first)).data).toEqual(again.data);
    const pull = await rest.pulls.get({ ...repo, pull_number: 1 });
    const list = await rest.pulls.list(repo);
    const issue = await rest.issues.get(first);
    for (const { labels } of [pull.data, list.data[0] ?? { labels: [] }, issue.data]) {
      expect(labels).toEqual(again.data);
    }
    expect(github.pullRequest(1).labels).toEqual(names);
  });

  it('are one label for all pull requests', async () => {
    const github = await startGitHub();
    await openBump(github);
    await github.commit({ branch: 'two', files: { 'two.txt': '2' } });
    await github.openPullRequest({ head: 'two' });
    const { rest } = octokitOf(github);
    const one = await rest.issues.addLabels({ ...first, labels: ['pin'] });
    const two = await rest.issues.addLabels({ ...repo, issue_number: 2, labels: ['pin'] });
    expect(two.data).toEqual(one.data);
  });

  it('come as a plain list too, and are refused when they are empty, too long, or on nothing', async () => {
    const github = await startGitHub();
    await openBump(github);
    const token = github.issueToken();
    const post = async (body: unknown, issue = 1) =>
      (await ask(github, `/repos/acme/agents/issues/${issue}/labels`, { method: 'POST', token, body }))
        .status;
    expect(await post(['plain'])).toBe(200);
    expect(await post({ labels: [{ name: 'object' }] })).toBe(200);
    expect(await post({ labels: ['good', ' '] })).toBe(422);
    expect(await post({ labels: ['x'.repeat(51)] })).toBe(422);
    expect(await post({ labels: 'pin' })).toBe(422);
    expect(await post(['x'], 2)).toBe(404);
    expect(github.pullRequest(1).labels).toEqual(['plain', 'object']);
  });
});

describe('assignees', () => {
  it('are added once; bots and strangers are passed over without a word', async () => {
    const github = await startGitHub({ collaborators: ['ada', 'Grace'] });
    await openBump(github);
    const { rest } = octokitOf(github);
    const { status, data } = await rest.issues.addAssignees({
      ...first,
      assignees: ['ada', 'grace', 'ada', 'stranger', 'github-actions[bot]'],
    });
    expect(status).toBe(201);
    expect(data.assignees?.map((user) => user.login)).toEqual(['ada', 'Grace']);
    expect(data).toMatchObject({ number: 1, assignee: { login: 'ada' }, pull_request: { merged_at: null } });
    const pull = await rest.pulls.get({ ...repo, pull_number: 1 });
    expect(pull.data).toMatchObject({ assignee: { login: 'ada' } });
    expect(pull.data.assignees?.map((user) => user.login)).toEqual(['ada', 'Grace']);
  });

  it('are anybody who is no bot, unless the collaborators are named', async () => {
    const github = await startGitHub();
    await openBump(github);
    const { rest } = octokitOf(github);
    await rest.issues.addAssignees({ ...first, assignees: ['anybody', 'dependabot[bot]'] });
    expect(github.pullRequest(1).assignees).toEqual(['anybody']);
  });
});

describe('labels and assignees', () => {
  it.each([
    [{ issues: 'read', pull_requests: 'read' }, [200, 403, 403]],
    [{ issues: 'write', pull_requests: 'none' }, [200, 200, 201]],
    [{ issues: 'none', pull_requests: 'write' }, [200, 200, 201]],
    [{ issues: 'none', pull_requests: 'none' }, [403, 403, 403]],
  ] as const)('with %j', async (permissions, expected) => {
    const github = await startGitHub({ private: true });
    await openBump(github);
    const token = github.issueToken({ permissions });
    const path = '/repos/acme/agents/issues/1';
    const post = { token, method: 'POST' };
    expect([
      (await ask(github, `${path}/labels`, { token })).status,
      (await ask(github, `${path}/labels`, { ...post, body: { labels: ['pin'] } })).status,
      (await ask(github, `${path}/assignees`, { ...post, body: { assignees: ['ada'] } })).status,
    ]).toEqual(expected);
  });
});

describe('a reset', () => {
  it('forgets labels, assignees and review comments', async () => {
    const github = await startGitHub();
    const use = async () => {
      const pull = await openBump(github);
      const comment = await github.addReviewComment(1, { path: 'pin.yml', line: 2, body: 'x' });
      const { data } = await octokitOf(github).rest.issues.addLabels({ ...first, labels: ['pin'] });
      return { pull, comment, data };
    };
    const once = await use();
    await github.reset();
    const again = await use();
    expect(again).toEqual(once);
    expect(github.reviewComments(1)).toHaveLength(1);
    expect(again.pull.labels).toEqual([]);
  });
});

describe('a pull request of a workflow', () => {
  it('is not opened where the repository does not allow it', async () => {
    const github = await startGitHub({ allowActionsToCreatePullRequests: false });
    await github.commit({ branch: 'bump', files: { 'pin.yml': '2' } });
    const opening = { ...repo, head: 'bump', base: 'main', title: 'Bump' };
    const bot = octokitOf(github).rest.pulls;
    expect(await refusal(bot.create(opening))).toEqual({
      status: 403,
      message: expect.stringContaining('GitHub Actions is not permitted to create or approve pull requests.'),
    });
    const ada = octokitOf(github, { kind: 'user', login: 'ada' }).rest.pulls;
    expect((await ada.create(opening)).status).toBe(201);
  });

  it('is opened where it is allowed, found by its branch, and tells the commit that merged it', async () => {
    const github = await startGitHub();
    await github.commit({ branch: 'bump', files: { 'pin.yml': '2' } });
    const { rest } = octokitOf(github);
    const list = async (head: string) =>
      (await rest.pulls.list({ ...repo, head, state: 'open' })).data.map((pull) => pull.number);

    const { data } = await rest.pulls.create({ ...repo, head: 'bump', base: 'main', title: 'Bump' });
    expect(data.user).toMatchObject({ login: 'github-actions[bot]', type: 'Bot' });
    expect([await list('acme:bump'), await list('acme:other')]).toEqual([[1], []]);
    const sha = await github.mergePullRequest(1);
    expect(await list('acme:bump')).toEqual([]);
    expect((await rest.pulls.get({ ...repo, pull_number: 1 })).data.merge_commit_sha).toBe(sha);
  });
});
