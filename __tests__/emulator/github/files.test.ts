import { describe, expect, it } from '@jest/globals';
import { ask, octokitOf, refusal, repo, startGitHub } from './startGitHub.ts';

const raw = { accept: 'application/vnd.github.raw+json' };

describe('contents', () => {
  it('come as base64 in lines, from a branch, a tag-like ref or a commit', async () => {
    const text = 'ä'.repeat(100);
    const github = await startGitHub({ files: { 'a folder/ä.txt': text } });
    const sha = await github.branchTip('main');
    const { rest } = octokitOf(github);

    for (const ref of ['main', 'heads/main', 'refs/heads/main', sha]) {
      const { data } = await rest.repos.getContent({ ...repo, path: 'a folder/ä.txt', ref });
      if (!('content' in data)) throw new Error('no file');
      expect(data).toMatchObject({ type: 'file', encoding: 'base64', size: 200, path: 'a folder/ä.txt' });
      expect(data.content.split('\n')[0]).toHaveLength(60);
      expect(Buffer.from(data.content, 'base64').toString()).toBe(text);
    }
  });

  it('are the default branch when no ref is given', async () => {
    const github = await startGitHub({ defaultBranch: 'trunk' });
    await github.commit({ branch: 'bump', files: { 'pin.yml': 'other' } });
    const response = await ask(github, '/repos/acme/agents/contents/pin.yml', { headers: raw });
    expect(await response.text()).toBe('agent: agent_1\nversion: 1\n');
  });

  it('come raw, byte for byte', async () => {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 0x00, 0xff, 0x0d, 0x0a]);
    const github = await startGitHub({ files: { 'odd.bin': bytes } });
    const response = await ask(github, '/repos/acme/agents/contents/odd.bin', { headers: raw });
    expect(response.headers.get('content-type')).toBe('application/vnd.github.raw+json; charset=utf-8');
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  it.each([
    [1024 * 1024 - 1, 'base64'],
    [1024 * 1024, 'base64'],
    [1024 * 1024 + 1, 'none'],
  ])('of %d bytes have the encoding %s', async (size, encoding) => {
    const text = 'x'.repeat(size);
    const github = await startGitHub({ files: { 'big.txt': text } });
    const { rest } = octokitOf(github);

    const { data } = await rest.repos.getContent({ ...repo, path: 'big.txt' });
    if (!('content' in data)) throw new Error('no file');
    const whole = await ask(github, '/repos/acme/agents/contents/big.txt', { headers: raw });
    const blob = await rest.git.getBlob({ ...repo, file_sha: data.sha });

    expect([data.size, data.encoding]).toEqual([size, encoding]);
    expect(Buffer.from(data.content, 'base64').length).toBe(encoding === 'none' ? 0 : size);
    expect(await whole.text()).toBe(text);
    expect(Buffer.from(blob.data.content, 'base64').length).toBe(size);
  });

  it('are refused beyond what any endpoint hands out', async () => {
    const github = await startGitHub({
      limits: { blobBytes: 5 },
      files: { four: '4444', five: '55555', six: '666666' },
    });
    const { rest } = octokitOf(github);
    expect((await rest.repos.getContent({ ...repo, path: 'four' })).status).toBe(200);
    expect((await rest.repos.getContent({ ...repo, path: 'five' })).status).toBe(200);
    expect(await refusal(rest.repos.getContent({ ...repo, path: 'six' }))).toEqual({
      status: 403,
      message: expect.stringContaining('"code":"too_large"'),
    });
  });

  it('list folders, follow links to files and describe other links', async () => {
    const github = await startGitHub({
      files: {
        'folder/file.txt': 'file\n',
        'folder/deeper/x': 'x',
        'folder/link': { content: '../target.txt', mode: '120000' },
        'folder/dangling': { content: 'nowhere', mode: '120000' },
        'target.txt': 'the target\n',
      },
    });
    const { rest } = octokitOf(github);
    const get = async (path: string) => (await rest.repos.getContent({ ...repo, path })).data;

    const folder = await get('folder');
    if (!Array.isArray(folder)) throw new Error('no folder');
    expect(folder.map(({ name, type, size }) => [name, type, size])).toEqual([
      ['dangling', 'symlink', 7],
      ['deeper', 'dir', 0],
      ['file.txt', 'file', 5],
      ['link', 'symlink', 13],
    ]);
    const root = await get('');
    expect(Array.isArray(root) && root.map((entry) => entry.path)).toEqual(['folder', 'target.txt']);
    expect(await get('folder/link')).toMatchObject({ type: 'file', size: 11 });
    expect(await get('folder/dangling')).toMatchObject({ type: 'symlink', target: 'nowhere' });
  });

  it.each([
    ['missing.txt', 'main', 'Not Found'],
    ['pin.yml/below', 'main', 'Not Found'],
    ['PIN.YML', 'main', 'Not Found'],
    ['pin.yml', 'nowhere', 'No commit found for the ref nowhere'],
    ['pin.yml', 'main~1', 'No commit found for the ref main~1'],
    ['pin.yml', '0'.repeat(40), `No commit found for the ref ${'0'.repeat(40)}`],
  ])('of %s at %s are 404: %s', async (path, ref, message) => {
    const github = await startGitHub();
    const response = await ask(github, `/repos/acme/agents/contents/${path}?ref=${encodeURIComponent(ref)}`);
    expect([response.status, await response.json()]).toEqual([
      404,
      {
        message,
        documentation_url: 'https://docs.github.com/rest/repos/contents#get-repository-content',
        status: '404',
      },
    ]);
  });

  it.each([
    'a%2Fb.txt',
    '%41.txt',
    'q?.txt',
    'h#.txt',
    'line\nbreak.txt',
    'back\\slash.txt',
    '"q".txt',
    'a+b.txt',
  ])('are found by the odd name %j', async (name) => {
    const github = await startGitHub({ files: { [`dir/${name}`]: 'found' } });
    const path = `/repos/acme/agents/contents/${encodeURIComponent(`dir/${name}`)}`;
    expect(await (await ask(github, path, { headers: raw })).text()).toBe('found');
    const segments = `/repos/acme/agents/contents/dir/${encodeURIComponent(name)}`;
    expect(await (await ask(github, segments, { headers: raw })).text()).toBe('found');
  });
});

describe('the git database', () => {
  it('lists trees, by commit, branch or tree', async () => {
    const github = await startGitHub();
    const sha = await github.branchTip('main');
    const { rest } = octokitOf(github);
    const { data: commit } = await rest.git.getCommit({ ...repo, commit_sha: sha });

    const flat = await rest.git.getTree({ ...repo, tree_sha: commit.tree.sha });
    const deep = await rest.git.getTree({ ...repo, tree_sha: 'main', recursive: '0' });

    expect(flat.data.tree.map(({ path, type, mode }) => [path, type, mode])).toEqual([
      ['docs', 'tree', '040000'],
      ['pin.yml', 'blob', '100644'],
    ]);
    expect(flat.data.sha).toBe(commit.tree.sha);
    expect(deep.data).toMatchObject({ sha, truncated: false });
    expect(deep.data.tree.map(({ path, size }) => [path, size])).toEqual([
      ['docs', undefined],
      ['docs/readme.md', 6],
      ['pin.yml', 26],
    ]);
  });

  it.each([
    [2, 2, true],
    [3, 3, false],
    [4, 3, false],
  ])('with a limit of %d entries shows %d, truncated: %s', async (treeEntries, shown, truncated) => {
    const github = await startGitHub({ limits: { treeEntries } });
    const { data } = await octokitOf(github).rest.git.getTree({ ...repo, tree_sha: 'main', recursive: '1' });
    expect([data.tree.length, data.truncated]).toEqual([shown, truncated]);
  });

  it('has blobs, as base64 and raw', async () => {
    const github = await startGitHub({ files: { 'a.bin': new Uint8Array([0, 255, 10]) } });
    const { rest } = octokitOf(github);
    const { data: tree } = await rest.git.getTree({ ...repo, tree_sha: 'main' });
    const sha = tree.tree[0]?.sha ?? '';

    const { data } = await rest.git.getBlob({ ...repo, file_sha: sha });
    const bytes = await ask(github, `/repos/acme/agents/git/blobs/${sha}`, {
      headers: { accept: 'application/vnd.github.raw' },
    });

    expect(data).toMatchObject({ sha, size: 3, encoding: 'base64', content: 'AP8K\n' });
    expect(new Uint8Array(await bytes.arrayBuffer())).toEqual(new Uint8Array([0, 255, 10]));
    expect(await refusal(rest.git.getBlob({ ...repo, file_sha: '0'.repeat(40) }))).toMatchObject({
      status: 404,
    });
    expect(await refusal(rest.git.getBlob({ ...repo, file_sha: 'main' }))).toMatchObject({ status: 422 });
  });

  it('has refs, exactly and by their beginning, and keeps forks to themselves', async () => {
    const github = await startGitHub();
    await github.commit({ branch: 'feature/one', files: { a: '1' } });
    await github.commit({ branch: 'feature/two', files: { a: '2' } });
    await github.fork('stranger/agents');
    await github.openPullRequest({ head: 'feature/one' });
    const { rest } = octokitOf(github);
    const matching = async (ref: string) =>
      (await rest.git.listMatchingRefs({ ...repo, ref })).data.map((found) => found.ref);

    expect((await rest.git.getRef({ ...repo, ref: 'heads/feature/two' })).data.ref).toBe(
      'refs/heads/feature/two',
    );
    expect(await matching('heads/fea')).toEqual(['refs/heads/feature/one', 'refs/heads/feature/two']);
    expect(await matching('pull/1')).toEqual(['refs/pull/1/head']);
    expect(await matching('f')).toEqual([]);
    expect(await refusal(rest.git.getRef({ ...repo, ref: 'heads/feature' }))).toMatchObject({ status: 404 });
    const branches = await rest.repos.listBranches(repo);
    expect(branches.data.map((branch) => branch.name)).toEqual(['feature/one', 'feature/two', 'main']);
    const branch = await rest.repos.getBranch({ ...repo, branch: 'feature/one' });
    expect(branch.data.commit.sha).toBe(await github.branchTip('feature/one'));
    expect(await refusal(rest.repos.getBranch({ ...repo, branch: 'x' }))).toEqual({
      status: 404,
      message: expect.stringContaining('Branch not found'),
    });
  });

  it('has commits with their files, and their name alone when only that is asked for', async () => {
    const github = await startGitHub();
    const first = await github.branchTip('main');
    const second = await github.commit({
      branch: 'main',
      files: { 'pin.yml': 'x\n' },
      message: 'Second\n\nWhy',
    });
    const { rest } = octokitOf(github);

    const { data } = await rest.repos.getCommit({ ...repo, ref: 'main' });
    const root = await rest.repos.getCommit({ ...repo, ref: first });
    const sha = await ask(github, '/repos/acme/agents/commits/main', {
      headers: { accept: 'application/vnd.github.sha' },
    });

    expect(data).toMatchObject({
      sha: second,
      commit: { message: 'Second\n\nWhy', author: { date: '2026-08-01T00:00:00Z' } },
      stats: { additions: 1, deletions: 2, total: 3 },
    });
    expect(data.files?.map((file) => [file.filename, file.status])).toEqual([['pin.yml', 'modified']]);
    expect(root.data.files?.map((file) => file.status)).toEqual(['added', 'added']);
    expect(await sha.text()).toBe(second);
    expect(await refusal(rest.repos.getCommit({ ...repo, ref: 'nowhere' }))).toEqual({
      status: 422,
      message: expect.stringContaining('No commit found for SHA: nowhere'),
    });
  });

  it('compares two commits from where they parted', async () => {
    const github = await startGitHub();
    const start = await github.branchTip('main');
    await github.fork('stranger/agents');
    await github.commit({ repository: 'stranger/agents', branch: 'main', files: { theirs: '1' } });
    const ours = await github.commit({ branch: 'main', files: { ours: '1' } });
    const { rest } = octokitOf(github);
    const compare = async (basehead: string) =>
      (await rest.repos.compareCommitsWithBasehead({ ...repo, basehead })).data;

    expect(await compare('main...stranger:main')).toMatchObject({
      status: 'diverged',
      ahead_by: 1,
      behind_by: 1,
      merge_base_commit: { sha: start },
      files: [{ filename: 'theirs', status: 'added' }],
    });
    expect(await compare(`${start}...main`)).toMatchObject({ status: 'ahead', commits: [{ sha: ours }] });
    expect(await compare(`main...${start}`)).toMatchObject({ status: 'behind', files: [] });
    expect(await compare('main...main')).toMatchObject({ status: 'identical', total_commits: 0 });
    expect(await refusal(compare('main...nowhere'))).toMatchObject({ status: 404 });
  });
});
