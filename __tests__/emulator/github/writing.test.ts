import { describe, expect, it } from '@jest/globals';
import type { GitHub } from '../../../emulator/github/createGitHub.ts';
import { ask, octokitOf, openBump, refusal, repo, startGitHub } from './startGitHub.ts';

const writer = { permissions: { contents: 'write' } } as const;

const base64 = (text: string) => Buffer.from(text).toString('base64');

async function blobOf(github: GitHub, path: string, ref = 'main') {
  const { data } = await octokitOf(github).rest.repos.getContent({ ...repo, path, ref });
  if (Array.isArray(data)) throw new Error('a folder');
  return data.sha;
}

async function textOf(github: GitHub, path: string, ref: string) {
  const headers = { accept: 'application/vnd.github.raw' };
  return (await ask(github, `/repos/acme/agents/contents/${path}?ref=${ref}`, { headers })).text();
}

describe('a ref', () => {
  it('is made, moved and deleted', async () => {
    const github = await startGitHub();
    const sha = await github.branchTip('main');
    const { rest } = octokitOf(github, writer);

    const made = await rest.git.createRef({ ...repo, ref: 'refs/heads/a/b', sha });
    const next = await github.commit({ branch: 'main', files: { 'other.txt': 'x' } });
    const moved = await rest.git.updateRef({ ...repo, ref: 'heads/a/b', sha: next });

    expect([made.status, made.headers.location]).toEqual([201, made.data.url]);
    expect(made.data).toMatchObject({
      ref: 'refs/heads/a/b',
      object: { type: 'commit', sha, url: `${github.url}/repos/acme/agents/git/commits/${sha}` },
      url: `${github.url}/repos/acme/agents/git/refs/heads/a/b`,
    });
    expect(moved.data.object.sha).toBe(next);
    expect(await github.branchTip('a/b')).toBe(next);
    expect((await rest.git.deleteRef({ ...repo, ref: 'heads/a/b' })).status).toBe(204);
    expect(await refusal(rest.git.getRef({ ...repo, ref: 'heads/a/b' }))).toMatchObject({ status: 404 });
  });

  it('can be a tag', async () => {
    const github = await startGitHub();
    const sha = await github.branchTip('main');
    const { rest } = octokitOf(github, writer);
    await rest.git.createRef({ ...repo, ref: 'refs/tags/v1', sha });
    const next = await github.commit({ branch: 'main', files: { 'other.txt': 'x' } });
    await rest.git.updateRef({ ...repo, ref: 'tags/v1', sha: next, force: true });
    expect((await rest.repos.getCommit({ ...repo, ref: 'v1' })).data.sha).toBe(next);
    await rest.git.deleteRef({ ...repo, ref: 'tags/v1' });
    expect(await refusal(rest.git.getRef({ ...repo, ref: 'tags/v1' }))).toMatchObject({ status: 404 });
  });

  it.each([
    ['that is there', 'refs/heads/main', undefined, 'Reference already exists'],
    ['on nothing', 'refs/heads/new', '0'.repeat(40), 'Object does not exist'],
    ['on what is no oid', 'refs/heads/new', 'main', 'Object does not exist'],
    ['without refs/', 'heads/new', undefined, 'Reference update failed'],
    ['of a pull request', 'refs/pull/1/head', undefined, 'Reference update failed'],
    ['below another', 'refs/heads/main/new', undefined, 'Reference update failed'],
    ['with a bad name', 'refs/heads/a b', undefined, 'Reference update failed'],
  ])('%s is not made', async (_, ref, sha, message) => {
    const github = await startGitHub();
    const { rest } = octokitOf(github, writer);
    const call = rest.git.createRef({ ...repo, ref, sha: sha ?? (await github.branchTip('main')) });
    expect(await refusal(call)).toEqual({ status: 422, message: expect.stringContaining(message) });
  });

  it('does not move backwards unless it is forced to, nor to nothing, nor when it is not there', async () => {
    const github = await startGitHub();
    const first = await github.branchTip('main');
    const side = await github.commit({ branch: 'side', files: { 'a.txt': 'a' } });
    const tip = await github.commit({ branch: 'main', files: { 'b.txt': 'b' } });
    const { rest } = octokitOf(github, writer);
    const move = (sha: string, ref = 'heads/main', force = false) =>
      rest.git.updateRef({ ...repo, ref, sha, force });

    for (const sha of [first, side]) {
      expect(await refusal(move(sha))).toEqual({
        status: 422,
        message: expect.stringContaining('Update is not a fast forward'),
      });
    }
    expect((await refusal(move('0'.repeat(40)))).message).toContain('Object does not exist');
    expect((await refusal(move(tip, 'heads/nowhere'))).message).toContain('Reference does not exist');
    const gone = rest.git.deleteRef({ ...repo, ref: 'heads/nowhere' });
    expect((await refusal(gone)).message).toContain('Reference does not exist');
    expect(await github.branchTip('main')).toBe(tip);
    await move(side, 'heads/main', true);
    expect(await github.branchTip('main')).toBe(side);
  });

  it('takes the open pull requests of its branch along', async () => {
    const github = await startGitHub();
    const { head } = await openBump(github);
    const next = await github.commit({ branch: 'other', from: head.sha, files: { 'more.txt': 'x' } });
    const { rest } = octokitOf(github, writer);
    await rest.git.updateRef({ ...repo, ref: 'heads/bump', sha: next });
    expect(github.pullRequest(1).head.sha).toBe(next);
    await rest.git.deleteRef({ ...repo, ref: 'heads/bump' });
    expect(github.pullRequest(1).state).toBe('closed');
  });

  it('needs contents: write', async () => {
    const github = await startGitHub();
    const sha = await github.branchTip('main');
    const { rest } = octokitOf(github);
    for (const call of [
      () => rest.git.createRef({ ...repo, ref: 'refs/heads/new', sha }),
      () => rest.git.updateRef({ ...repo, ref: 'heads/main', sha }),
      () => rest.git.deleteRef({ ...repo, ref: 'heads/main' }),
    ]) {
      expect(await refusal(call())).toEqual({
        status: 403,
        message: expect.stringContaining('Resource not accessible by integration'),
      });
    }
  });
});

describe('PUT contents', () => {
  it('replaces a file in a commit of whoever the token is', async () => {
    const github = await startGitHub();
    const before = await github.branchTip('main');
    const { rest } = octokitOf(github, writer);

    const { status, data } = await rest.repos.createOrUpdateFileContents({
      ...repo,
      path: 'pin.yml',
      message: 'Promote version 2',
      content: base64('version: 2\r\n').replace(/(.{4})/g, '$1\n'),
      sha: await blobOf(github, 'pin.yml'),
    });

    const tip = await github.branchTip('main');
    expect([status, data.commit.sha]).toEqual([200, tip]);
    expect(data.content).toMatchObject({
      name: 'pin.yml',
      path: 'pin.yml',
      type: 'file',
      size: 12,
      sha: await blobOf(github, 'pin.yml'),
    });
    expect(data.commit).toMatchObject({
      message: 'Promote version 2',
      author: { name: 'github-actions[bot]' },
      parents: [{ sha: before }],
    });
    expect(await textOf(github, 'pin.yml', 'main')).toBe('version: 2\r\n');
    expect((await rest.repos.getCommit({ ...repo, ref: tip })).data).toMatchObject({
      author: { login: 'github-actions[bot]', type: 'Bot' },
      files: [{ filename: 'pin.yml', status: 'modified' }],
    });
  });

  it('makes a file that is not there, whatever sha is given, and takes the pull request along', async () => {
    const github = await startGitHub();
    await openBump(github);
    const { rest } = octokitOf(github, writer);
    const { status, data } = await rest.repos.createOrUpdateFileContents({
      ...repo,
      path: 'a folder/new.txt',
      message: 'Add',
      content: base64('ä'),
      branch: 'bump',
      sha: '0'.repeat(40),
      author: { name: 'ada', email: 'ada@example.com' },
    });
    expect([status, data.commit.author]).toMatchObject([201, { name: 'ada', email: 'ada@example.com' }]);
    expect(await textOf(github, 'a%20folder/new.txt', 'bump')).toBe('ä');
    expect(github.pullRequest(1).head.sha).toBe(data.commit.sha);
    expect(github.pullRequest(1).head.sha).toBe(await github.branchTip('bump'));
  });

  it('outdates the review comments on what it changes', async () => {
    const github = await startGitHub();
    await openBump(github);
    await github.addReviewComment(1, { path: 'pin.yml', line: 2, body: 'x' });
    await octokitOf(github, writer).rest.repos.createOrUpdateFileContents({
      ...repo,
      path: 'pin.yml',
      message: 'x',
      content: base64('agent: agent_1\nversion: 3\n'),
      branch: 'bump',
      sha: await blobOf(github, 'pin.yml', 'bump'),
    });
    expect(github.reviewComments(1)).toMatchObject([{ place: undefined }]);
  });

  it('keeps a program a program', async () => {
    const github = await startGitHub({ files: { run: { content: 'old', mode: '100755' } } });
    const { rest } = octokitOf(github, writer);
    const sha = await blobOf(github, 'run');
    await rest.repos.createOrUpdateFileContents({
      ...repo,
      path: 'run',
      message: 'x',
      content: base64('new'),
      sha,
    });
    const { data } = await rest.git.getTree({ ...repo, tree_sha: 'main' });
    expect(data.tree[0]?.mode).toBe('100755');
  });

  it('is refused for another blob, without one, on no branch, without a message, for no base64', async () => {
    const github = await startGitHub();
    const before = await github.branchTip('main');
    const token = github.issueToken(writer);
    const other = await blobOf(github, 'docs/readme.md');
    const put = async (more: object, path = 'pin.yml') => {
      const response = await ask(github, `/repos/acme/agents/contents/${path}`, {
        method: 'PUT',
        token,
        body: { message: 'x', content: base64('x'), sha: await blobOf(github, 'pin.yml'), ...more },
      });
      const body: { readonly message: string } = JSON.parse(await response.text());
      return [response.status, body.message];
    };

    expect(await put({ sha: other })).toEqual([409, `pin.yml does not match ${other}`]);
    expect(await put({ sha: 'deadbeef' })).toEqual([409, 'pin.yml does not match deadbeef']);
    expect(await put({ sha: undefined })).toEqual([422, 'Invalid request.\n\n"sha" wasn\'t supplied.']);
    expect(await put({ branch: 'nowhere' })).toEqual([404, 'Branch nowhere not found']);
    expect(await put({ message: undefined })).toEqual([
      422,
      'Invalid request.\n\n"message" wasn\'t supplied.',
    ]);
    expect(await put({ content: 'no!' })).toEqual([422, 'content is not valid Base64']);
    expect(await put({}, 'a//b')).toEqual([422, 'path contains a malformed path component']);
    expect(await github.branchTip('main')).toBe(before);
  });

  it('needs contents: write', async () => {
    const github = await startGitHub();
    const call = octokitOf(github).rest.repos.createOrUpdateFileContents({
      ...repo,
      path: 'new',
      message: 'x',
      content: '',
    });
    expect(await refusal(call)).toMatchObject({ status: 403 });
  });
});
