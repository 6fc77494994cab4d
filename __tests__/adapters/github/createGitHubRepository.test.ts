import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterEach, describe, expect, it } from '@jest/globals';
import { createGitHubRepository } from '../../../src/adapters/github/createGitHubRepository.ts';
import { createOctokit } from '../../../src/adapters/github/createOctokit.ts';
import { GateError } from '../../../src/domain/problem.ts';
import { createRecordingLog } from '../../helpers/createRecordingLog.ts';
import { type CannedAnswer, type SeenRequest, startServer } from '../../helpers/startServer.ts';

const commit = 'a'.repeat(40);
const other = 'b'.repeat(40);
const notFound: CannedAnswer = { status: 404, body: { message: 'Not Found' } };
const raw = (body: string | Uint8Array): CannedAnswer => ({
  headers: { 'content-type': 'application/vnd.github.raw+json; charset=utf-8' },
  body,
});

function exposeGarbageCollector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  if (typeof collect !== 'function') throw new Error('this V8 has no gc()');
  return () => {
    collect();
  };
}

let close: () => Promise<void> = async () => {};
afterEach(() => close());

/** Whether this asks for a file, and not for the names in its folder. */
const isForFile = ({ headers }: SeenRequest) => headers['accept'] === 'application/vnd.github.raw+json';
const isForFolder = (request: SeenRequest) => /\/contents[/?]/.test(request.url) && !isForFile(request);

async function serve(
  contents: (request: SeenRequest) => CannedAnswer,
  commitAnswer: CannedAnswer = { body: { sha: commit } },
  folderAnswer: CannedAnswer | ((request: SeenRequest) => CannedAnswer) = { body: [] },
) {
  const server = await startServer((request) => {
    if (isForFolder(request))
      return typeof folderAnswer === 'function' ? folderAnswer(request) : folderAnswer;
    return request.url.includes('/git/commits/') ? commitAnswer : contents(request);
  });
  close = server.close;
  const octokit = createOctokit('t', { apiUrl: server.url, log: createRecordingLog(), secondMs: 1 });
  return { ...server, repository: createGitHubRepository(octokit, 'acme', 'support') };
}

describe('createGitHubRepository: read', () => {
  it('gives the bytes as they are', async () => {
    const bytes = Uint8Array.from([0xef, 0xbb, 0xbf, 0x00, 0xff, 0xfe, 0x0d, 0x0a]);
    const { repository, seen } = await serve(() => raw(bytes));
    expect(await repository.read(commit, 'a.bin')).toEqual(Buffer.from(bytes));
    expect(seen.filter(isForFile).map(({ url }) => url)).toEqual([
      `/repos/acme/support/contents/a.bin?ref=${commit}`,
    ]);
  });

  it.each([0, 1024 * 1024, 1024 * 1024 + 1, 5_000_000])('reads a file of %i bytes', async (size) => {
    const { repository } = await serve(() => raw(new Uint8Array(size).fill(65)));
    const read = await repository.read(commit, 'tickets.jsonl');
    expect(read?.byteLength).toBe(size);
  });

  it('encodes each part of a path', async () => {
    const { repository, seen } = await serve(() => raw('x'));
    await repository.read(commit, 'a b/ü#?%/{owner}:x.yml');
    expect(seen.map(({ url }) => url).toSorted()).toEqual([
      `/repos/acme/support/contents/a%20b/%C3%BC%23%3F%25/%7Bowner%7D%3Ax.yml?ref=${commit}`,
      `/repos/acme/support/contents/a%20b/%C3%BC%23%3F%25?ref=${commit}`,
    ]);
  });

  it.each(['../x', 'a/../../x', './x', '/x', 'a//x', '', 'a/'])(
    'asks nothing for the path %j',
    async (path) => {
      const { repository, seen } = await serve(() => raw('x'));
      await expect(repository.read(commit, path)).rejects.toThrow('Expected a path inside the repository');
      expect(seen).toEqual([]);
    },
  );

  it.each(['main', 'HEAD', '', 'a'.repeat(39), `${commit}0`])(
    'asks nothing at %j, which is no commit',
    async (name) => {
      const { repository, seen } = await serve(() => raw('x'));
      await expect(repository.read(name, 'x')).rejects.toThrow('Expected the full id of a commit');
      await expect(repository.list(name)).rejects.toThrow('Expected the full id of a commit');
      expect(seen).toEqual([]);
    },
  );

  it('reads each file of a commit once, also when asked twice at the same time', async () => {
    const { repository, seen } = await serve(({ url }) => raw(url));
    await Promise.all([
      repository.read(commit, 'x'),
      repository.read(commit, 'x'),
      repository.read(other, 'x'),
    ]);
    await repository.read(commit, 'x');
    expect(seen.filter(isForFile)).toHaveLength(2);
    expect(seen.filter(isForFolder)).toHaveLength(2);
  });

  it('refuses a symbolic link, which GitHub would follow without a word', async () => {
    const folder = [
      { name: 'x.yml', type: 'symlink' },
      { name: 'y.yml', type: 'file' },
    ];
    const { repository, seen } = await serve(() => raw('followed'), undefined, { body: folder });
    await expect(repository.read(commit, 'a/x.yml')).rejects.toThrow(
      'a/x.yml: expected a regular file at aaaaaaaaaa, but it is a symbolic link: put the file itself there.',
    );
    expect(await repository.read(commit, 'a/y.yml')).toEqual(Buffer.from('followed'));
    expect(seen.filter(isForFolder)).toHaveLength(1);
  });

  it.each([
    ['the folder', '/contents/a/b?'],
    ['a folder above it', '/contents/a?'],
  ])('refuses a file that is gone because %s has become a link or a submodule', async (_title, detour) => {
    const { repository } = await serve(
      () => notFound,
      undefined,
      ({ url }) => (url.includes(detour) ? { body: { type: 'symlink', target: '../live' } } : notFound),
    );
    await expect(repository.read(commit, 'a/b/x.yml')).rejects.toThrow(
      /^a(?:\/b)?: expected a folder at aaaaaaaaaa, but it is a symbolic link, a submodule or a file, so a pin behind it would go unseen\./,
    );
  });

  it('finds a link in a folder that is too long for one listing', async () => {
    const folder = Array.from({ length: 1000 }, (_, index) => ({ name: `file-${index}`, type: 'file' }));
    const tree = [{ path: 'a/x.yml', mode: '120000', type: 'blob', sha: '1' }];
    const { repository } = await serve(
      ({ url }) => (url.includes('/git/trees/') ? { body: { truncated: false, tree } } : raw('followed')),
      undefined,
      { body: folder },
    );
    await expect(repository.read(commit, 'a/x.yml')).rejects.toThrow('but it is a symbolic link');
    expect(await repository.read(commit, 'a/z.yml')).toEqual(Buffer.from('followed'));
  });

  it('does not go on when it cannot tell', async () => {
    const { repository } = await serve(() => raw('x'), undefined, { status: 403, body: { message: 'No.' } });
    await expect(repository.read(commit, 'a/x.yml')).rejects.toMatchObject({ kind: 'forbidden' });
  });

  it('knows a missing file once the commit itself was read, which it asks for once', async () => {
    const { repository, seen } = await serve(() => notFound);
    expect(await Promise.all([repository.read(commit, 'x'), repository.read(commit, 'y')])).toEqual([
      undefined,
      undefined,
    ]);
    expect(seen.filter(({ url }) => url.includes('/git/commits/'))).toHaveLength(1);
  });

  it('does not take a commit that it may not read for one without the file', async () => {
    const { repository } = await serve(() => notFound, notFound);
    await expect(repository.read(commit, 'x')).rejects.toMatchObject({
      kind: 'not-found',
      message: expect.stringMatching(/read commit aaaaaaaaaa of acme\/support.*`contents: read`/),
    });
  });

  it('names the missing permission', async () => {
    const { repository } = await serve(() => ({
      status: 403,
      body: { message: 'Resource not accessible by integration' },
    }));
    await expect(repository.read(commit, 'x.yml')).rejects.toMatchObject({
      kind: 'forbidden',
      message:
        'GitHub does not let this token read x.yml of acme/support at aaaaaaaaaa (403: Resource not accessible by integration). It needs `contents: read`, which a job’s token gets by `permissions:`.',
    });
  });

  it.each([
    ['a directory', []],
    ['a submodule or a link that leads nowhere', { type: 'submodule' }],
  ])('refuses %s', async (_title, body) => {
    const { repository } = await serve(() => ({ body }));
    const read = repository.read(commit, 'prompts');
    await expect(read).rejects.toThrow(GateError);
    await expect(read).rejects.toThrow('prompts: expected a file at aaaaaaaaaa, but it is a directory');
  });

  it('says that a file is too large', async () => {
    const { repository } = await serve(() => ({
      status: 403,
      body: {
        message: 'This API returns blobs up to 100 MB in size.',
        errors: [{ resource: 'Blob', field: 'data', code: 'too_large' }],
      },
    }));
    await expect(repository.read(commit, 'big.csv')).rejects.toThrow('big.csv: is larger than 100 MB');
  });

  it('reads a file whole though the garbage collector comes between its headers and its body', async () => {
    const server = await startServer((request) =>
      isForFolder(request) ? { body: [] } : raw('x'.repeat(5000)),
    );
    close = server.close;
    const octokit = createOctokit('t', { apiUrl: server.url, log: createRecordingLog(), secondMs: 1 });
    const collect = exposeGarbageCollector();
    octokit.hook.after('request', async () => {
      for (let round = 0; round < 2; round += 1) {
        collect();
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    });
    const repository = createGitHubRepository(octokit, 'acme', 'support');
    const files = await Promise.all(
      Array.from({ length: 5 }, (_, index) => repository.read(commit, `${index}`)),
    );
    expect(files.map((file) => file?.byteLength)).toEqual(Array(5).fill(5000));
    // Each collection goes through the whole heap of a test process.
  }, 30_000);

  it('does not take half a file for a file', async () => {
    const { repository } = await serve(() => ({
      ...raw('half'),
      headers: { 'content-type': 'application/vnd.github.raw', 'content-length': '100' },
      hangUp: true,
    }));
    await expect(repository.read(commit, 'x')).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describe('createGitHubRepository: list', () => {
  const entry = (path: string, type: string, mode: string) => ({ path, type, mode, sha: '1' });

  it('gives files and links, no directories and no submodules, and asks once', async () => {
    const { repository, seen } = await serve(() => ({
      body: {
        truncated: false,
        tree: [
          entry('a', 'tree', '040000'),
          entry('a/file', 'blob', '100644'),
          entry('a/link', 'blob', '120000'),
          entry('lib', 'commit', '160000'),
        ],
      },
    }));
    expect(await repository.list(commit)).toEqual(['a/file', 'a/link']);
    await repository.list(commit);
    expect(seen).toHaveLength(1);
  });

  it('refuses a listing that was cut short', async () => {
    const { repository } = await serve(() => ({
      body: { truncated: true, tree: [entry('a', 'blob', '100644')] },
    }));
    await expect(repository.list(commit)).rejects.toThrow('it stopped after 1 entries of aaaaaaaaaa');
  });
});
