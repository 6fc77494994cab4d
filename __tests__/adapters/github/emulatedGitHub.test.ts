/** The adapter as a whole, against an emulated GitHub over a real git repository. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createGitHub, type GitHub } from '../../../emulator/github/createGitHub.ts';
import { createCommentThread } from '../../../src/adapters/github/createCommentThread.ts';
import { createGitHubRepository } from '../../../src/adapters/github/createGitHubRepository.ts';
import { createOctokit } from '../../../src/adapters/github/createOctokit.ts';
import { hasMovedOn } from '../../../src/adapters/github/hasMovedOn.ts';
import { readEvent } from '../../../src/adapters/github/readEvent.ts';
import { resolveChange } from '../../../src/adapters/github/resolveChange.ts';
import { HeadMovedError } from '../../../src/domain/headMoved.ts';
import { createRecordingLog } from '../../helpers/createRecordingLog.ts';

const pin = (version: number) => `agent: agent_011CZo6t9Cr6Eg5TeFFPWPpi\nversion: ${version}\n`;
const path = 'prompts/ticket-triage/pinned-version.yml';
const marker = '<!-- pin-gate -->';

// Both layouts: Enterprise Server has the API below a path, and GraphQL beside it.
describe.each(['github.com', 'enterprise'] as const)('on %s', (layout) => {
  let github: GitHub;
  beforeAll(async () => {
    github = await createGitHub({
      layout,
      private: true,
      files: { [path]: pin(1), 'a b/ü#?.json': '{"x":"ü"}' },
    });
  });
  beforeEach(() => github.reset());
  afterAll(() => github.close());

  const connect = (token = github.issueToken()) =>
    createOctokit(token, { apiUrl: github.url, log: createRecordingLog(), secondMs: 1 });
  const bump = async (files: Record<string, string | null> = { [path]: pin(2) }) => {
    await github.commit({ branch: 'bump', files });
    return github.openPullRequest({ head: 'bump' });
  };
  const pullRequestEvent = async (number: number) =>
    readEvent(
      { GITHUB_EVENT_NAME: 'pull_request', GITHUB_REPOSITORY: github.fullName },
      JSON.stringify(await github.pullRequestEvent(number)),
    );

  it('resolves a pull request in three requests, and reads both sides', async () => {
    const { number } = await bump();
    const base = await github.commit({ branch: 'main', files: { 'meanwhile.txt': 'x' } });
    const event = await pullRequestEvent(number);
    const before = github.requestLog().length;
    const octokit = connect();
    const resolved = await resolveChange(octokit, event);
    expect(github.requestLog().length - before).toBe(3);
    expect(resolved).toEqual({
      change: {
        kind: 'pull-request',
        base,
        baseName: 'main',
        head: await github.branchTip('bump'),
        files: [{ path, status: 'modified' }],
        fromFork: false,
        number,
      },
      commentCount: 0,
      reviewCommentCount: 0,
      isPrivate: true,
    });

    const repository = createGitHubRepository(octokit, github.owner, github.repo);
    const text = async (commit: string, name: string) =>
      Buffer.from((await repository.read(commit, name)) ?? '').toString();
    expect(await text(base, path)).toBe(pin(1));
    expect(await text(resolved.change.head, path)).toBe(pin(2));
    expect(await text(base, 'a b/ü#?.json')).toBe('{"x":"ü"}');
    expect(await repository.read(resolved.change.head, 'meanwhile.txt')).toBeUndefined();
    expect(await repository.list(base)).toEqual(
      expect.arrayContaining([path, 'a b/ü#?.json', 'meanwhile.txt']),
    );
    await expect(repository.read(base, 'prompts')).rejects.toThrow('prompts: expected a file');
    await expect(repository.read('d'.repeat(40), path)).rejects.toMatchObject({ kind: 'not-found' });
  });

  it('reads a file of 3 MB', async () => {
    const { number } = await bump({ 'tickets.jsonl': 'x'.repeat(3_000_000) });
    const octokit = connect();
    const { change } = await resolveChange(octokit, await pullRequestEvent(number));
    const read = await createGitHubRepository(octokit, github.owner, github.repo).read(
      change.head,
      'tickets.jsonl',
    );
    expect(read?.byteLength).toBe(3_000_000);
  });

  it('reads all pages of the changed files', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 205 }, (_, index) => [`f/${index}.txt`, String(index)]),
    );
    const { number } = await bump(files);
    const { change } = await resolveChange(connect(), await pullRequestEvent(number));
    expect(new Set(change.files.map((file) => file.path))).toEqual(new Set(Object.keys(files)));
  });

  it('stops when the head has moved on, and notices when it does later', async () => {
    const { number } = await bump();
    const event = await pullRequestEvent(number);
    const { change } = await resolveChange(connect(), event);
    expect(await hasMovedOn(connect(), event, change)).toBe(false);
    await github.commit({ branch: 'bump', files: { [path]: pin(3) } });
    await expect(resolveChange(connect(), event)).rejects.toBeInstanceOf(HeadMovedError);
    expect(await hasMovedOn(connect(), event, change)).toBe(true);
  });

  it('knows a fork, deleted or not, and reads its head', async () => {
    await github.fork('mallory/support');
    await github.commit({ branch: 'bump', repository: 'mallory/support', files: { [path]: pin(2) } });
    const { number } = await github.openPullRequest({
      head: 'bump',
      headRepository: 'mallory/support',
      user: 'mallory',
    });
    const event = await pullRequestEvent(number);
    const octokit = connect();
    const { change } = await resolveChange(octokit, event);
    expect(change.fromFork).toBe(true);
    const read = await createGitHubRepository(octokit, github.owner, github.repo).read(change.head, path);
    expect(Buffer.from(read ?? '').toString()).toBe(pin(2));
    await github.deleteFork('mallory/support');
    expect((await resolveChange(octokit, event)).change.fromFork).toBe(true);
  });

  it('resolves a merge group, on top of the group before it', async () => {
    const { number } = await bump({ 'prompts/new/pinned-version.yml': pin(1), [path]: null });
    await github.commit({ branch: 'other', from: 'main', files: { 'x.txt': 'x' } });
    const other = await github.openPullRequest({ head: 'other' });
    const first = await github.createMergeGroup([other.number]);
    const second = await github.createMergeGroup([number], first);
    const event = readEvent(
      { GITHUB_EVENT_NAME: 'merge_group', GITHUB_REPOSITORY: github.fullName },
      JSON.stringify(await github.mergeGroupEvent(second)),
    );
    const { change, isPrivate } = await resolveChange(connect(), event);
    expect(isPrivate).toBe(true);
    expect(change).toMatchObject({
      kind: 'merge-group',
      baseName: 'main',
      files: [{ path: 'prompts/new/pinned-version.yml', status: 'renamed', previousPath: path }],
      fromFork: false,
    });
  });

  it('keeps one comment, among those of others', async () => {
    const { number } = await bump();
    for (let index = 0; index < 120; index += 1) github.comment(number, `${marker} fake ${index}`, 'mallory');
    const place = { owner: github.owner, repo: github.repo, number, commentCount: 120 };
    const url = await createCommentThread(connect(), place).upsert(() => `${marker}\nfirst`);
    github.comment(number, 'thanks', 'ana');
    const again = createCommentThread(connect(), { ...place, commentCount: 122 });
    expect(await again.upsert(() => `${marker}\nsecond`)).toBe(url);
    expect(await again.updateIfPresent(() => `${marker}\nthird`)).toBe(url);
    const own = github
      .comments(number)
      .filter(({ body }) => !body.includes('fake') && body.startsWith(marker));
    expect(own.map(({ body }) => body)).toEqual([`${marker}\nthird`]);
  });

  it('names the permission that a token lacks', async () => {
    const { number } = await bump();
    const event = await pullRequestEvent(number);
    const failure = async (permissions: object) =>
      resolveChange(connect(github.issueToken({ permissions })), event).then(
        () => 'passed',
        (error: unknown) => String(error),
      );
    expect(await failure({ pull_requests: 'none' })).toContain('`pull-requests: read`');
    expect(await failure({ contents: 'none' })).toContain('`contents: read`');
    await expect(resolveChange(connect('nonsense'), event)).rejects.toMatchObject({ kind: 'unauthorized' });
    const readOnly = connect(github.issueToken({ permissions: { pull_requests: 'read', issues: 'read' } }));
    const place = { owner: github.owner, repo: github.repo, number, commentCount: 0 };
    await expect(createCommentThread(readOnly, place).upsert(() => marker)).rejects.toMatchObject({
      kind: 'forbidden',
      message: expect.stringContaining('`pull-requests: write`'),
    });
  });

  it('gets over trouble on GitHub’s side, and gives up in words', async () => {
    const { number } = await bump();
    const event = await pullRequestEvent(number);
    github.injectFault({ path: '/files', answer: { kind: 'status', status: 502 }, times: 2 });
    github.injectFault({ path: '/pulls/\\d+$', answer: { kind: 'dropped' } });
    github.injectFault({ path: '/git/ref', answer: { kind: 'secondary-rate-limit', retryAfterSeconds: 3 } });
    expect((await resolveChange(connect(), event)).change.files).toHaveLength(1);
    github.injectFault({ path: '/files', answer: { kind: 'primary-rate-limit', resetSeconds: 3000 } });
    await expect(resolveChange(connect(), event)).rejects.toMatchObject({
      kind: 'rate-limited',
      message: expect.stringContaining('rate limit for this token is used up'),
    });
  });
});
