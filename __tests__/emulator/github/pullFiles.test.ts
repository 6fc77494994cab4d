import { describe, expect, it } from '@jest/globals';
import { parseDiff } from '../../../emulator/github/git/diffTrees.ts';
import { ask, octokitOf, repo, startGitHub } from './startGitHub.ts';

const first = { ...repo, pull_number: 1 };

function files(count: number): Record<string, string> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [`many/${String(index).padStart(5, '0')}.txt`, `${index}\n`]),
  );
}

describe('the files of a pull request', () => {
  it('are added, modified, removed, renamed or changed in mode, whatever their names', async () => {
    const github = await startGitHub({
      files: {
        'gone.txt': 'gone\n',
        'old name.txt': 'a line\n'.repeat(50),
        'run.sh': '#!/bin/sh\n',
        'zählung "5"\n.txt': 'one\ntwo\n',
      },
    });
    await github.commit({
      branch: 'bump',
      files: {
        'gone.txt': null,
        'added\t.txt': 'new\n',
        'run.sh': { content: '#!/bin/sh\n', mode: '100755' },
        'zählung "5"\n.txt': 'one\nthree\n',
        'picture.png': new Uint8Array([0x89, 0, 1, 2, 0xff]),
      },
      renames: { 'old name.txt': 'new name.txt' },
    });
    await github.openPullRequest({ head: 'bump' });

    const { data } = await octokitOf(github).rest.pulls.listFiles(first);

    expect(
      data.map(({ filename, status, additions, deletions, previous_filename }) => [
        filename,
        status,
        additions,
        deletions,
        previous_filename,
      ]),
    ).toEqual([
      ['added\t.txt', 'added', 1, 0, undefined],
      ['gone.txt', 'removed', 0, 1, undefined],
      ['new name.txt', 'renamed', 0, 0, 'old name.txt'],
      ['picture.png', 'added', 0, 0, undefined],
      ['run.sh', 'changed', 0, 0, undefined],
      ['zählung "5"\n.txt', 'modified', 1, 1, undefined],
    ]);
    const link = data.at(-1)?.contents_url.slice(github.url.length) ?? '';
    expect(await (await ask(github, link)).json()).toMatchObject({ name: 'zählung "5"\n.txt', size: 10 });
  });

  it('are those since the branch left the base, not what the base has gained since', async () => {
    const github = await startGitHub();
    await github.commit({ branch: 'bump', files: { 'mine.txt': 'x' } });
    await github.commit({ branch: 'main', files: { 'theirs.txt': 'y' } });
    await github.openPullRequest({ head: 'bump' });
    const { data } = await octokitOf(github).rest.pulls.listFiles(first);
    expect(data.map((file) => file.filename)).toEqual(['mine.txt']);
  });

  it.each([
    [99, 100, 1],
    [100, 100, 1],
    [101, 100, 2],
    [61, undefined, 3],
    [150, 1000, 2],
  ])('%d of them, %s a page, fill %d pages', async (count, perPage, pages) => {
    const github = await startGitHub();
    await github.commit({ branch: 'bump', files: files(count) });
    await github.openPullRequest({ head: 'bump' });
    const octokit = octokitOf(github);

    const options = { ...first, ...(perPage === undefined ? {} : { per_page: perPage }) };
    const all = await octokit.paginate(octokit.rest.pulls.listFiles, options);

    expect(all.map((file) => file.filename)).toEqual(Object.keys(files(count)));
    expect(github.requests()).toEqual({
      'GET /repos/{owner}/{repo}/pulls/{pull_number}/files': pages,
    });
  });

  it('link to the other pages as GitHub does, by the number of the repository', async () => {
    const github = await startGitHub();
    await github.commit({ branch: 'bump', files: files(5) });
    await github.openPullRequest({ head: 'bump' });
    const octokit = octokitOf(github);
    const url = `${github.url}/repositories/1/pulls/1/files?per_page=2&page=`;

    const page = async (number: number) =>
      (await octokit.rest.pulls.listFiles({ ...first, per_page: 2, page: number })).headers.link;

    expect(await page(1)).toBe(`<${url}2>; rel="next", <${url}3>; rel="last"`);
    expect(await page(2)).toBe(
      `<${url}1>; rel="prev", <${url}3>; rel="next", <${url}3>; rel="last", <${url}1>; rel="first"`,
    );
    expect(await page(3)).toBe(`<${url}2>; rel="prev", <${url}1>; rel="first"`);
  });

  it.each([
    [2999, 2999],
    [3000, 3000],
    [3001, 3000],
  ])('%d of them: %d are listed, and changed_files tells the true number', async (count, listed) => {
    const github = await startGitHub();
    await github.commit({ branch: 'bump', files: files(count) });
    await github.openPullRequest({ head: 'bump' });
    const octokit = octokitOf(github);

    const all = await octokit.paginate(octokit.rest.pulls.listFiles, { ...first, per_page: 100 });
    const pull = await octokit.rest.pulls.get(first);

    expect(all).toHaveLength(listed);
    expect(pull.data.changed_files).toBe(count);
  });
});

describe('parsing a diff', () => {
  it('has nothing to say about equal trees', () => {
    expect(parseDiff('')).toEqual([]);
  });

  it('keeps names that look like its own syntax', () => {
    const a = 'a'.repeat(40);
    const b = 'b'.repeat(40);
    const output = [
      `:100644 100644 ${a} ${b} R090`,
      ':100644 old',
      ':100644 new',
      `:100644 120000 ${a} ${b} T`,
      '1\t2\tx',
      '1\t0\t',
      ':100644 old',
      ':100644 new',
      '-\t-\t1\t2\tx',
      '',
    ].join('\0');
    expect(parseDiff(output)).toEqual([
      {
        path: ':100644 new',
        previousPath: ':100644 old',
        status: 'renamed',
        oid: b,
        additions: 1,
        deletions: 0,
      },
      { path: '1\t2\tx', previousPath: undefined, status: 'changed', oid: b, additions: 0, deletions: 0 },
    ]);
  });
});
