import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createGitHub, type GitHub } from '../../../emulator/github/createGitHub.ts';
import { createOctokit } from '../../../src/adapters/github/createOctokit.ts';
import { createPinHistory } from '../../../src/adapters/github/createPinHistory.ts';
import { readPin } from '../../../src/config/readPin.ts';
import type { PinState } from '../../../src/domain/pinHistory.ts';
import { findLive } from '../../../src/find/findLive.ts';
import { createRecordingLog } from '../../helpers/createRecordingLog.ts';
import { startServer } from '../../helpers/startServer.ts';

const path = 'prompts/a/pinned-version.yml';
const pin = (version: number) => ({ [path]: `agent: agent_1\nversion: ${version}\n` });
const read = (bytes: Uint8Array) => readPin(path, bytes);
const start = Date.UTC(2026, 7, 1);

let now = start;
let github: GitHub;
beforeAll(async () => {
  // It moves on with every look, so that commits have an order.
  const clock = {
    now: () => {
      now += 1000;
      return now;
    },
  };
  github = await createGitHub({ repo: 'agents', files: pin(1), private: true, clock });
});
beforeEach(() => github.reset());
afterAll(() => github.close());

const connect = (token = github.issueToken(), url = github.url) =>
  createOctokit(token, { apiUrl: url, log: createRecordingLog(), secondMs: 1 });

async function tell(options: { commit?: string; path?: string; branch?: string } = {}) {
  const branch = options.branch ?? 'main';
  const commit = options.commit ?? (await github.branchTip(branch));
  return createPinHistory(connect(), github.owner, github.repo).states(options.path ?? path, commit, branch);
}

/** Newest first: the version, and the number of the pull request. */
function outline(states: readonly PinState[]) {
  return states.map(({ bytes, pullRequest }) => [
    bytes === undefined ? undefined : read(bytes).version,
    pullRequest?.number,
  ]);
}

async function merge(branch: string, version: number, options: { method?: 'squash'; from?: string } = {}) {
  const { from, ...request } = options;
  await github.commit({
    branch,
    files: pin(version),
    author: 'ada',
    ...(from === undefined ? {} : { from }),
  });
  const { number } = await github.openPullRequest({ head: branch, title: `Pin ${version}`, user: 'grace' });
  return github.mergePullRequest(number, request);
}

/** GitHub's answer, piece by piece. */
const file = (version: number) => ({
  mode: 0o100644,
  object: { text: pin(version)[path], isBinary: false, isTruncated: false },
});
const pull = (number: number, oid: string, version: number, parents: readonly string[]) => ({
  ...{ number, title: 'x', url: 'https://github.com/acme/agents/pull/1', merged: true },
  ...{ mergedAt: '2026-08-01T00:00:00Z', baseRefName: 'main', author: { login: 'ada' } },
  baseRepository: { nameWithOwner: 'acme/agents' },
  mergeCommit: {
    ...{ oid, file: file(version) },
    parents: {
      totalCount: parents.length,
      nodes: parents.slice(0, 1).map((parent) => ({ oid: parent, file: file(1) })),
    },
  },
});
const node = (oid: string, version: number, pulls: readonly unknown[]) => ({
  ...{ oid, committedDate: '2026-08-01T00:00:00Z', author: null, file: file(version) },
  associatedPullRequests: { nodes: pulls },
});

/** Merges one branch into the other by hand, with the files of the one that is merged into. */
async function mergeKeeping(branch: string, other: string): Promise<void> {
  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['--git-dir', github.gitDir, '-c', 'user.name=ada', '-c', 'user.email=a@b', ...args],
      {
        encoding: 'utf8',
        env: { ...process.env, GIT_COMMITTER_DATE: new Date(now).toISOString() },
      },
    ).trim();
  const commit = git('commit-tree', `${branch}^{tree}`, '-p', branch, '-p', other, '-m', 'Merge');
  git('update-ref', `refs/heads/${branch}`, commit);
}

describe('createPinHistory', () => {
  it('tells what each pull request and each push left, in one request', async () => {
    const first = await github.branchTip('main');
    const merged = await merge('two', 2);
    const direct = await github.commit({ branch: 'main', files: pin(3), author: 'hopper' });
    const before = github.requestLog().length;
    const states = await tell();
    expect(github.requestLog().length - before).toBe(1);
    expect(states).toEqual([
      {
        commit: direct,
        at: expect.any(Number),
        author: 'hopper',
        pullRequest: undefined,
        bytes: new TextEncoder().encode('agent: agent_1\nversion: 3\n'),
      },
      {
        commit: merged,
        at: expect.any(Number),
        author: 'grace',
        pullRequest: { number: 1, title: 'Pin 2', url: `${github.serverUrl}/acme/agents/pull/1` },
        bytes: new TextEncoder().encode('agent: agent_1\nversion: 2\n'),
      },
      expect.objectContaining({ commit: first, author: 'acme', pullRequest: undefined }),
    ]);
    expect(states.map(({ at }) => at)).toEqual(states.map(({ at }) => at).toSorted((a, b) => b - a));
  });

  it('counts what a merge left, and not what its branch said on the way', async () => {
    await github.commit({ branch: 'bump', files: pin(99) });
    await merge('bump', 3);
    const states = await tell();
    expect(outline(states)).toEqual([
      [3, 1],
      [1, undefined],
    ]);
    expect(findLive(states, { agent: 'agent_1', version: 99 }, read)).toBeUndefined();
  });

  it('tells squashed branches by their one commit', async () => {
    await github.commit({ branch: 'bump', files: pin(99) });
    await merge('bump', 3, { method: 'squash' });
    await merge('more', 4, { method: 'squash' });
    expect(outline(await tell())).toEqual([
      [4, 2],
      [3, 1],
      [1, undefined],
    ]);
  });

  it('counts no pull request that was merged elsewhere, is open or is of another repository', async () => {
    await github.commit({ branch: 'release', files: { 'x.txt': 'x' } });
    await github.commit({ branch: 'try', files: pin(99), from: 'release' });
    await github.openPullRequest({ head: 'try', base: 'release' });
    await github.mergePullRequest(1);
    await github.commit({ branch: 'open', files: pin(50) });
    await github.openPullRequest({ head: 'open' });
    expect(outline(await tell({ branch: 'release' }))).toEqual([
      [99, 1],
      [1, undefined],
    ]);
    expect(outline(await tell({ commit: await github.branchTip('release') }))).toEqual([[1, undefined]]);
    expect(outline(await tell({ commit: await github.branchTip('open') }))).toEqual([[1, undefined]]);
  });

  it('counts a branch that came by way of another one when that one was merged', async () => {
    await github.commit({ branch: 'release', files: { 'x.txt': 'x' } });
    await github.commit({ branch: 'try', files: pin(7), from: 'release' });
    await github.openPullRequest({ head: 'try', base: 'release' });
    await github.mergePullRequest(1);
    await github.openPullRequest({ head: 'release' });
    await github.mergePullRequest(2);
    expect(outline(await tell())).toEqual([
      [7, 2],
      [1, undefined],
    ]);
  });

  it('finds the rollback that a later merge hides', async () => {
    await merge('two', 2);
    await merge('three', 3);
    await github.commit({ branch: 'late', files: pin(4) });
    await merge('back', 2);
    await mergeKeeping('late', 'main');
    await github.openPullRequest({ head: 'late' });
    await github.mergePullRequest(4);

    const before = github.requestLog().length;
    const states = await tell();
    expect(github.requestLog().length - before).toBe(2);
    expect(outline(states)).toEqual([
      [4, 4],
      [2, 3],
      [3, 2],
      [2, 1],
      [1, undefined],
    ]);
    expect(findLive(states, { agent: 'agent_1', version: 3 }, read)).toBeUndefined();
    expect(findLive(states, { agent: 'agent_1', version: 2 }, read)?.from.pullRequest?.number).toBe(3);
  });

  it('ends at a renaming, and knows states without a file', async () => {
    await merge('two', 2);
    await github.commit({ branch: 'main', renames: { [path]: 'b/pin.yml' } });
    expect(outline(await tell({ path: 'b/pin.yml' }))).toEqual([[2, undefined]]);
    expect(outline(await tell())).toEqual([
      [undefined, undefined],
      [2, 1],
      [1, undefined],
    ]);
    expect(await tell({ path: 'nothing.yml' })).toEqual([]);
  });

  it('takes no link, no folder, nothing binary and nothing cut for a pin', async () => {
    const files: Record<string, Parameters<GitHub['commit']>[0]['files']> = {
      link: { [path]: { content: '../b', mode: '120000' } },
      binary: { [path]: new Uint8Array([1, 0, 2]) },
      long: { [path]: 'x'.repeat(600_000) },
    };
    for (const content of Object.values(files)) await github.commit({ branch: 'main', files: content ?? {} });
    const marked = '\uFEFFagent: agent_ü\r\nversion: 5\r\n';
    await github.commit({ branch: 'main', files: { [path]: marked } });
    const states = await tell();
    expect(states.map(({ bytes }) => bytes)).toEqual([
      new TextEncoder().encode(marked),
      undefined,
      undefined,
      undefined,
      new TextEncoder().encode('agent: agent_1\nversion: 1\n'),
    ]);
    expect((await tell({ path: 'prompts/a' })).every(({ bytes }) => bytes === undefined)).toBe(true);
  });

  it('asks for what it needs when the token may not read', async () => {
    const commit = await github.branchTip('main');
    for (const permissions of [{ contents: 'none' }, { pull_requests: 'none' }] as const) {
      const octokit = connect(github.issueToken({ permissions }));
      await expect(
        createPinHistory(octokit, 'acme', 'agents').states(path, commit, 'main'),
      ).rejects.toMatchObject({
        kind: 'forbidden',
        message: `GitHub does not let this token tell the history of ${path} of acme/agents up to ${commit.slice(0, 10)} (403: Resource not accessible by integration). It needs \`contents: read\` and \`pull-requests: read\`, which a job’s token gets by \`permissions:\`.`,
      });
    }
    await expect(
      createPinHistory(connect(), 'acme', 'nothing').states(path, commit, 'main'),
    ).rejects.toMatchObject({
      kind: 'not-found',
    });
  });

  it('says so when there is no such commit', async () => {
    await expect(tell({ commit: '0'.repeat(40) })).rejects.toThrow(
      `acme/agents has no commit 0000000000, so the history of ${path} cannot be told: run this again.`,
    );
  });

  it('counts no pull request that came by way of another one’s merge in the same second', async () => {
    const merged = pull(2, 'merge', 3, ['first', 'mended']);
    const history = {
      pageInfo: { hasNextPage: false },
      // Number 1 is the first commit of number 2, and was opened before it.
      nodes: [
        node('mended', 3, [merged]),
        node('draft', 99, [pull(1, 'draft', 99, ['first']), merged]),
        node('first', 1, []),
      ],
    };
    const server = await startServer(() => ({ body: { data: { repository: { object: { history } } } } }));
    const states = await createPinHistory(connect('t', server.url), 'acme', 'agents').states(
      path,
      'm',
      'main',
    );
    expect(outline(states)).toEqual([
      [3, 2],
      [1, undefined],
    ]);
    await server.close();
  });

  it('goes on before a merge of more commits than GitHub lists at once', async () => {
    const merged = pull(2, 'merge', 3, ['first', 'many']);
    const tell = (hasNextPage: boolean, nodes: readonly unknown[]) => ({
      body: { data: { repository: { object: { history: { pageInfo: { hasNextPage }, nodes } } } } },
    });
    const server = await startServer(({ body }) =>
      body.includes('"commit":"first"')
        ? tell(false, [node('first', 1, [])])
        : tell(true, [node('many', 3, [merged]), node('more', 99, [merged])]),
    );
    const states = await createPinHistory(connect('t', server.url), 'acme', 'agents').states(
      path,
      'm',
      'main',
    );
    expect(outline(states)).toEqual([
      [3, 2],
      [1, undefined],
    ]);
    await server.close();
  });

  it('refuses an answer that is none', async () => {
    const server = await startServer(() => ({ body: { data: { repository: { object: { history: {} } } } } }));
    const history = createPinHistory(connect('t', server.url), 'acme', 'agents');
    await expect(history.states(path, '0'.repeat(40), 'main')).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('at `repository.object.history.'),
    });
    await server.close();
  });
});
