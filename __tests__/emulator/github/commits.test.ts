import { describe, expect, it } from '@jest/globals';
import { ask, octokitOf, openBump, refusal, repo, start, startGitHub } from './startGitHub.ts';

describe('the list of commits', () => {
  it('is of the default branch, newest first, in pages', async () => {
    const github = await startGitHub();
    const shas = [await github.branchTip('main')];
    for (let index = 0; index < 4; index += 1) {
      shas.unshift(await github.commit({ branch: 'main', files: { 'other.txt': String(index) } }));
    }
    const octokit = octokitOf(github);
    const all = await octokit.paginate(octokit.rest.repos.listCommits, { ...repo, per_page: 2 });
    expect(all.map((commit) => commit.sha)).toEqual(shas);
    expect(all[0]).toMatchObject({ author: { login: 'octocat' }, parents: [{ sha: shas[1] }] });
    expect(github.requests()).toEqual({ 'GET /repos/{owner}/{repo}/commits': 3 });
  });

  it('starts at a branch or a commit, and keeps to a path', async () => {
    let now = start;
    const github = await startGitHub({
      clock: {
        now: () => {
          now += 1000;
          return now;
        },
      },
    });
    const first = await github.branchTip('main');
    const { head } = await openBump(github);
    const other = await github.commit({ branch: 'main', files: { 'docs/more.md': 'x' } });
    const merge = await github.mergePullRequest(1);
    const { rest } = octokitOf(github);
    const list = async (options: object) =>
      (await rest.repos.listCommits({ ...repo, ...options })).data.map((commit) => commit.sha);

    expect(await list({})).toEqual([merge, other, head.sha, first]);
    expect(await list({ path: 'pin.yml' })).toEqual([head.sha, first]);
    expect(await list({ path: 'docs/' })).toEqual([other, first]);
    expect(await list({ sha: 'bump' })).toEqual([head.sha, first]);
    expect(await list({ sha: other, path: 'pin.yml' })).toEqual([first]);
    expect(await list({ path: 'nothing' })).toEqual([]);
    expect(await refusal(rest.repos.listCommits({ ...repo, sha: 'nowhere' }))).toMatchObject({ status: 404 });
  });
});

describe('the pull requests of a commit', () => {
  it('are the merged ones that brought it in', async () => {
    const github = await startGitHub();
    const first = await github.branchTip('main');
    const { head } = await openBump(github);
    const merge = await github.mergePullRequest(1);
    const { rest } = octokitOf(github);
    const numbers = async (commit_sha: string) =>
      (await rest.repos.listPullRequestsAssociatedWithCommit({ ...repo, commit_sha })).data.map(
        (pull) => pull.number,
      );
    expect([await numbers(head.sha), await numbers(merge), await numbers(first)]).toEqual([[1], [1], []]);
    expect(await refusal(numbers('0'.repeat(40)))).toEqual({
      status: 422,
      message: expect.stringContaining(`No commit found for SHA: ${'0'.repeat(40)}`),
    });
  });

  it('are the open ones too while it is not in the default branch', async () => {
    const github = await startGitHub();
    const { head } = await openBump(github);
    await github.fork('stranger/agents');
    const { rest } = octokitOf(github);
    const options = { ...repo, commit_sha: head.sha };
    const { data } = await rest.repos.listPullRequestsAssociatedWithCommit(options);
    expect(data).toMatchObject([{ number: 1, state: 'open', merged_at: null, head: { ref: 'bump' } }]);
  });

  it('need pull_requests: read', async () => {
    const github = await startGitHub({ private: true });
    const path = `/repos/acme/agents/commits/${await github.branchTip('main')}/pulls`;
    const statusWith = async (access: 'none' | 'read') => {
      const token = github.issueToken({ permissions: { pull_requests: access } });
      return (await ask(github, path, { token })).status;
    };
    expect([await statusWith('none'), await statusWith('read')]).toEqual([403, 200]);
  });
});
