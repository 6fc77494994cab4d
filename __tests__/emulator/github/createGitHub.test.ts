import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { createGitHub } from '../../../emulator/github/createGitHub.ts';
import { ask, octokitOf, openBump, repo, startGitHub } from './startGitHub.ts';

describe('the emulator', () => {
  it('gives the same names to the same things, run after run, and others for another seed', async () => {
    const tell = async (seed: number) => {
      const github = await startGitHub({ seed });
      const pull = await openBump(github);
      const { id } = github.comment(1, 'hello');
      return { pull, id, token: github.issueToken(), main: await github.branchTip('main') };
    };
    const [one, again, other] = [await tell(7), await tell(7), await tell(8)];
    expect(again).toEqual(one);
    expect(other.token).not.toBe(one.token);
    expect(other.main).toBe(one.main);
  });

  it('is at its beginning again after a reset', async () => {
    const github = await startGitHub();
    const main = await github.branchTip('main');
    const token = github.issueToken();
    await openBump(github);
    await github.fork('stranger/agents');
    await github.mergePullRequest(1);
    github.injectFault({ path: '.', answer: { kind: 'status', status: 500 } });

    await github.reset();

    expect(github.requests()).toEqual({});
    expect((await ask(github, '/repos/acme/agents', { token })).status).toBe(401);
    expect(github.issueToken()).toBe(token);
    const { rest } = octokitOf(github);
    expect(await github.branchTip('main')).toBe(main);
    expect((await rest.pulls.list({ ...repo, state: 'all' })).data).toEqual([]);
    expect((await rest.repos.listBranches(repo)).data.map((branch) => branch.name)).toEqual(['main']);
    expect((await openBump(github)).number).toBe(1);
  });

  it('keeps a real repository, which git can read, and takes it away at the end', async () => {
    const github = await createGitHub({ files: { 'a.txt': 'text\r\n' } });
    const shown = execFileSync('git', ['--git-dir', github.gitDir, 'show', 'HEAD:a.txt'], {
      encoding: 'utf8',
    });
    const folder = dirname(github.gitDir);
    expect(shown).toBe('text\r\n');
    await github.close();
    expect(existsSync(folder)).toBe(false);
    await expect(fetch(github.url)).rejects.toThrow('fetch failed');
  });

  it('knows nothing of the git settings around it', async () => {
    const before = { ...process.env };
    try {
      Object.assign(process.env, {
        GIT_DIR: '/nowhere',
        GIT_INDEX_FILE: '/nowhere/index',
        GIT_CONFIG_COUNT: '1',
        GIT_CONFIG_KEY_0: 'diff.renames',
        GIT_CONFIG_VALUE_0: 'false',
        GIT_AUTHOR_DATE: 'nonsense',
      });
      const github = await startGitHub({ files: { 'old.txt': 'same\n' } });
      await github.commit({ branch: 'bump', renames: { 'old.txt': 'new.txt' } });
      await github.openPullRequest({ head: 'bump' });
      const { data } = await octokitOf(github).rest.pulls.listFiles({ ...repo, pull_number: 1 });
      expect(data.map((file) => file.status)).toEqual(['renamed']);
      await github.mergePullRequest(1);
    } finally {
      process.env = before;
    }
  });

  it('says what is missing when there is no git', async () => {
    const before = { ...process.env };
    try {
      process.env = { PATH: '' };
      await expect(createGitHub()).rejects.toThrow('The GitHub emulator needs git on the PATH');
    } finally {
      process.env = before;
    }
  });

  it('fails on a port that is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const address = other.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    await expect(createGitHub({ port })).rejects.toThrow('EADDRINUSE');
    await new Promise((resolve) => other.close(resolve));
  });

  it('refuses commits that cannot be', async () => {
    const github = await startGitHub();
    const main = await github.branchTip('main');
    const commit = (files: Record<string, null>) => github.commit({ branch: 'main', files });
    await expect(commit({ 'missing.txt': null })).rejects.toThrow('there is no missing.txt');
    await expect(github.commit({ branch: 'main', renames: { a: 'b' } })).rejects.toThrow('there is no a');
    await expect(github.commit({ branch: 'x', from: 'nowhere' })).rejects.toThrow(
      'no branch or commit nowhere',
    );
    await expect(github.commit({ branch: 'x', repository: 'no/where' })).rejects.toThrow(
      'no repository no/where',
    );
    await expect(github.mergePullRequest(7)).rejects.toThrow('there is no pull request 7');
    await expect(github.fork('acme/agents')).rejects.toThrow('is there already');
    await expect(github.deleteFork('acme/agents')).rejects.toThrow('is no fork');
    expect(await github.branchTip('main')).toBe(main);
  });

  it('forgets what was on a branch when it is pushed to by force', async () => {
    const github = await startGitHub();
    const start = await github.branchTip('main');
    await openBump(github);
    const forced = await github.commit({ branch: 'bump', from: 'main', files: { 'only.txt': 'x' } });
    const { rest } = octokitOf(github);
    const { data } = await rest.git.getCommit({ ...repo, commit_sha: forced });
    const files = await rest.pulls.listFiles({ ...repo, pull_number: 1 });
    expect(data.parents.map((parent) => parent.sha)).toEqual([start]);
    expect(files.data.map((file) => file.filename)).toEqual(['only.txt']);
    expect((await rest.git.getRef({ ...repo, ref: 'pull/1/head' })).data.object.sha).toBe(forced);
  });
});
