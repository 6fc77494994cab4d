import { afterEach, describe, expect, it } from '@jest/globals';
import { createOctokit } from '../../../src/adapters/github/createOctokit.ts';
import type { GitHubEvent } from '../../../src/adapters/github/gitHubEvent.ts';
import { resolveChange } from '../../../src/adapters/github/resolveChange.ts';
import { HeadMovedError } from '../../../src/domain/headMoved.ts';
import { GateError } from '../../../src/domain/problem.ts';
import { createRecordingLog } from '../../helpers/createRecordingLog.ts';
import { type CannedAnswer, type SeenRequest, startServer } from '../../helpers/startServer.ts';

const head = 'a'.repeat(40);
const stale = 'b'.repeat(40);
const tip = 'c'.repeat(40);
const event: GitHubEvent = {
  kind: 'pull-request',
  name: 'pull_request',
  owner: 'acme',
  repo: 'support',
  number: 7,
  head,
};

let close: () => Promise<void> = async () => {};
afterEach(() => close());

/** A pull request with the given files; `link` says when a `Link` header names a next page. */
async function serve(options: {
  pull?: object;
  files?: object[];
  listed?: (page: number) => object[];
  answer?: (request: SeenRequest) => CannedAnswer | undefined;
}) {
  const files = options.files ?? [];
  const server = await startServer((request) => {
    const special = options.answer?.(request);
    if (special !== undefined) return special;
    const url = new URL(request.url, 'http://test');
    if (url.pathname === '/repos/acme/support/pulls/7') {
      return {
        body: {
          head: { sha: head, repo: { full_name: 'acme/support' } },
          base: { ref: 'main', sha: stale, repo: { full_name: 'acme/support', private: false } },
          changed_files: files.length,
          comments: 3,
          review_comments: 0,
          ...options.pull,
        },
      };
    }
    if (url.pathname === '/repos/acme/support/pulls/7/files') {
      const page = Number(url.searchParams.get('page'));
      const more = page * 100 < files.length;
      return {
        body: files.slice((page - 1) * 100, page * 100),
        headers: more ? { link: `<${server.url}${url.pathname}?page=${page + 1}>; rel="next"` } : {},
      };
    }
    if (decodeURIComponent(url.pathname) === '/repos/acme/support/git/ref/heads/main') {
      return { body: { ref: 'refs/heads/main', object: { type: 'commit', sha: tip } } };
    }
    return { status: 404, body: { message: 'Not Found' } };
  });
  close = server.close;
  return {
    ...server,
    octokit: createOctokit('t', { apiUrl: server.url, log: createRecordingLog(), secondMs: 1 }),
  };
}

const manyFiles = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ filename: `f${index}`, status: 'modified' }));

describe('resolveChange of a pull request', () => {
  it('takes the tip of the base branch, not the base of the last push', async () => {
    const { octokit } = await serve({ files: [{ filename: 'a/pinned-version.yml', status: 'modified' }] });
    expect(await resolveChange(octokit, event)).toEqual({
      change: {
        kind: 'pull-request',
        base: tip,
        baseName: 'main',
        head,
        files: [{ path: 'a/pinned-version.yml', status: 'modified' }],
        fromFork: false,
        number: 7,
      },
      commentCount: 3,
      reviewCommentCount: 0,
      isPrivate: false,
    });
  });

  it.each([
    [0, 3],
    [100, 3],
    [101, 5],
    [250, 6],
  ])('reads %i files in %i requests', async (count, requests) => {
    const { octokit, seen } = await serve({ files: manyFiles(count) });
    const { change } = await resolveChange(octokit, event);
    expect(change.files).toHaveLength(count);
    expect(new Set(change.files.map(({ path }) => path)).size).toBe(count);
    expect(seen).toHaveLength(requests);
  });

  it('goes on past the announced number of files while there is a next page', async () => {
    const { octokit } = await serve({ files: manyFiles(320), pull: { changed_files: 150 } });
    expect((await resolveChange(octokit, event)).change.files).toHaveLength(320);
  });

  it('translates every status that GitHub has for a file', async () => {
    const { octokit } = await serve({
      files: [
        { filename: 'added', status: 'added' },
        { filename: 'removed', status: 'removed' },
        { filename: 'new', status: 'renamed', previous_filename: 'old' },
        { filename: 'copy', status: 'copied', previous_filename: 'original' },
        { filename: 'mode', status: 'changed' },
        { filename: 'same', status: 'unchanged' },
      ],
    });
    expect((await resolveChange(octokit, event)).change.files).toEqual([
      { path: 'added', status: 'added' },
      { path: 'removed', status: 'removed' },
      { path: 'new', status: 'renamed', previousPath: 'old' },
      { path: 'copy', status: 'added' },
      { path: 'mode', status: 'modified' },
    ]);
  });

  it.each([
    ['another repository', { full_name: 'mallory/support' }],
    ['a repository that was deleted', null],
  ])('knows a fork by its head being in %s', async (_title, repo) => {
    const { octokit } = await serve({ pull: { head: { sha: head, repo } } });
    expect((await resolveChange(octokit, event)).change.fromFork).toBe(true);
  });

  it('stops when the head has moved on, before the branch is read', async () => {
    const newer = 'd'.repeat(40);
    const { octokit, seen } = await serve({ pull: { head: { sha: newer, repo: null } } });
    const error: unknown = await resolveChange(octokit, event).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(HeadMovedError);
    expect(error).toBeInstanceOf(GateError);
    expect(error).toMatchObject({ expected: head, actual: newer });
    expect(seen.some(({ url }) => url.includes('/git/'))).toBe(false);
  });

  it.each([
    [2999, undefined],
    [3000, undefined],
    [3001, 'This pull request changes 3001 files and GitHub lists no more than 3000 of them'],
  ])('judges a list of %i files', async (count, sentence) => {
    const { octokit } = await serve({ files: manyFiles(count) });
    const resolved = resolveChange(octokit, event);
    if (sentence === undefined) expect((await resolved).change.files).toHaveLength(count);
    else await expect(resolved).rejects.toThrow(sentence);
  });

  it('never takes a short list for a small change', async () => {
    const { octokit } = await serve({ files: manyFiles(2), pull: { changed_files: 3 } });
    await expect(resolveChange(octokit, event)).rejects.toThrow(
      'GitHub says that this pull request changes 3 files, but listed 2 of them',
    );
  });

  it.each([
    ['a body that broke off', { headers: { 'content-length': '100' }, body: '[', hangUp: true }],
    ['an object', { body: { files: [] } }],
    ['a rename without its origin', { body: [{ filename: 'a', status: 'renamed' }] }],
    ['a status that is new', { body: [{ filename: 'a', status: 'teleported' }] }],
  ])('never takes %s for a list of files', async (_title, canned) => {
    const { octokit } = await serve({
      pull: { changed_files: 0 },
      answer: ({ url }) => (url.includes('/files') ? canned : undefined),
    });
    await expect(resolveChange(octokit, event)).rejects.toThrow(
      /GitHub’s answer is not what its documentation says when asked to list the changed files of pull request #7/,
    );
  });

  it.each([
    [401, 'unauthorized', 'leaves the input `github-token` out'],
    [403, 'forbidden', 'It needs `pull-requests: read`, which a job’s token gets by `permissions:`.'],
    [404, 'not-found', 'it needs `pull-requests: read`, which a job’s token gets by `permissions:`.'],
  ])('says on a %i which permission is missing', async (status, kind, sentence) => {
    const { octokit } = await serve({ answer: () => ({ status, body: { message: 'no' } }) });
    const error: unknown = await resolveChange(octokit, event).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ name: 'ServiceError', service: 'GitHub', kind, status });
    expect(String(error)).toContain(sentence);
  });

  it('names contents: read when the branch cannot be read', async () => {
    const { octokit } = await serve({
      answer: ({ url }) =>
        url.includes('/git/ref')
          ? { status: 403, body: { message: 'Resource not accessible by integration' } }
          : undefined,
    });
    await expect(resolveChange(octokit, event)).rejects.toThrow(
      'GitHub does not let this token read the branch main of acme/support (403: Resource not accessible by integration). It needs `contents: read`, which a job’s token gets by `permissions:`.',
    );
  });
});

describe('resolveChange of a merge group', () => {
  const group: GitHubEvent = {
    kind: 'merge-group',
    name: 'merge_group',
    owner: 'acme',
    repo: 'support',
    base: tip,
    baseName: 'main',
    head,
    isPrivate: true,
  };
  const blob = (path: string, sha: string) => ({ path, mode: '100644', type: 'blob', sha });
  const trees = (truncated: boolean) => ({
    answer: ({ url }: SeenRequest): CannedAnswer | undefined => {
      if (!url.includes('/git/trees/')) return undefined;
      const entries = url.includes(tip) ? [blob('pin.yml', '1')] : [blob('pin.yml', '2')];
      return {
        body: { tree: [{ path: 'dir', mode: '040000', type: 'tree', sha: url }, ...entries], truncated },
      };
    },
  });

  it('compares the two trees', async () => {
    const { octokit, seen } = await serve(trees(false));
    expect(await resolveChange(octokit, group)).toEqual({
      change: {
        kind: 'merge-group',
        base: tip,
        baseName: 'main',
        head,
        files: [{ path: 'pin.yml', status: 'modified' }],
        fromFork: false,
      },
      commentCount: 0,
      reviewCommentCount: 0,
      isPrivate: true,
    });
    expect(seen).toHaveLength(2);
    expect(seen.every(({ url }) => url.endsWith('recursive=true'))).toBe(true);
  });

  it('refuses a truncated tree', async () => {
    const { octokit } = await serve(trees(true));
    await expect(resolveChange(octokit, group)).rejects.toThrow('so a pin could go unseen');
  });
});
