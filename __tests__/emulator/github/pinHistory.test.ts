import { describe, expect, it } from '@jest/globals';
import type { GitHub } from '../../../emulator/github/createGitHub.ts';
import type { TokenOptions } from '../../../emulator/github/store.ts';
import { octokitOf, openBump, repo, start, startGitHub } from './startGitHub.ts';

const query = `query PinHistory($owner: String!, $repo: String!, $commit: GitObjectID!, $path: String!, $first: Int!) {
  repository(owner: $owner, name: $repo) {
    object(oid: $commit) {
      ... on Commit {
        history(first: $first, path: $path) {
          pageInfo { hasNextPage }
          nodes {
            oid
            committedDate
            messageHeadline
            url
            author { name user { login } }
            parents(first: 1) { totalCount }
            file(path: $path) { mode object { ... on Blob { text isBinary isTruncated } } }
            associatedPullRequests(first: 10) {
              nodes {
                number
                title
                url
                merged
                mergedAt
                baseRefName
                baseRepository { nameWithOwner }
                author { login }
                mergeCommit {
                  oid
                  file(path: $path) { mode object { ... on Blob { text isBinary isTruncated } } }
                  parents(first: 1) {
                    totalCount
                    nodes { oid file(path: $path) { mode object { ... on Blob { text isBinary isTruncated } } } }
                  }
                }
              }
            }
          }
        }
      }
    }
  }
}`;

interface Text {
  readonly mode: number;
  readonly object: {
    readonly text?: string | null;
    readonly isBinary?: boolean;
    readonly isTruncated?: boolean;
  } | null;
}

interface Node {
  readonly oid: string;
  readonly committedDate: string;
  readonly messageHeadline: string;
  readonly url: string;
  readonly author: { readonly name: string; readonly user: { readonly login: string } | null };
  readonly parents: { readonly totalCount: number };
  readonly file: Text | null;
  readonly associatedPullRequests: {
    readonly nodes: readonly {
      readonly number: number;
      readonly merged: boolean;
      readonly mergeCommit: { readonly oid: string; readonly file: Text | null } | null;
    }[];
  } | null;
}

interface Answer {
  readonly data?: {
    readonly repository: {
      readonly object: {
        readonly history?: { readonly pageInfo: { hasNextPage: boolean }; readonly nodes: readonly Node[] };
      } | null;
    } | null;
  };
  readonly errors?: readonly { readonly type?: string; readonly path?: unknown; readonly message: string }[];
}

async function ask(github: GitHub, body: object, token: TokenOptions = {}): Promise<Answer> {
  const response = await fetch(github.graphqlUrl, {
    method: 'POST',
    headers: { authorization: `bearer ${github.issueToken(token)}` },
    body: JSON.stringify({ query, ...body }),
  });
  expect(response.status).toBe(200);
  const answer: Answer = JSON.parse(await response.text());
  return answer;
}

async function variablesOf(github: GitHub, more: object = {}) {
  return { ...repo, commit: await github.branchTip('main'), path: 'pin.yml', first: 100, ...more };
}

async function historyOf(github: GitHub, more: object = {}) {
  const { data, errors } = await ask(github, { variables: await variablesOf(github, more) });
  expect(errors).toBeUndefined();
  const history = data?.repository?.object?.history;
  if (history === undefined) throw new Error('there is no history');
  return history;
}

/** Oids and the numbers of the pull requests with them. */
function outline(nodes: readonly Node[]) {
  return nodes.map((node) => [node.oid, node.associatedPullRequests?.nodes.map((pull) => pull.number)]);
}

/** A clock that moves on with every look, so that commits have an order. */
function ticking() {
  let now = start;
  return {
    now: () => {
      now += 1000;
      return now;
    },
  };
}

const version = (number: number) => ({ 'pin.yml': `agent: agent_1\nversion: ${number}\n` });

describe('query PinHistory', () => {
  it('says all that it is asked of a commit and its pull request', async () => {
    const github = await startGitHub();
    const first = await github.branchTip('main');
    const bump = await github.commit({
      branch: 'bump',
      files: version(2),
      author: 'ada',
      message: 'Promote\n\nBecause.',
    });
    await github.openPullRequest({ head: 'bump', title: 'Promote version 2', user: 'dependabot[bot]' });
    const merge = await github.mergePullRequest(1);

    const data = await octokitOf(github).graphql(query, { ...(await variablesOf(github)) });

    const file = {
      mode: 33188,
      object: { text: 'agent: agent_1\nversion: 2\n', isBinary: false, isTruncated: false },
    };
    const before = { mode: 33188, object: { ...file.object, text: 'agent: agent_1\nversion: 1\n' } };
    expect(data).toEqual({
      repository: {
        object: {
          history: {
            pageInfo: { hasNextPage: false },
            nodes: [
              {
                oid: bump,
                committedDate: '2026-08-01T00:00:00Z',
                messageHeadline: 'Promote',
                url: `${github.serverUrl}/acme/agents/commit/${bump}`,
                author: { name: 'ada', user: { login: 'ada' } },
                parents: { totalCount: 1 },
                file,
                associatedPullRequests: {
                  nodes: [
                    {
                      number: 1,
                      title: 'Promote version 2',
                      url: `${github.serverUrl}/acme/agents/pull/1`,
                      merged: true,
                      mergedAt: '2026-08-01T00:00:00Z',
                      baseRefName: 'main',
                      baseRepository: { nameWithOwner: 'acme/agents' },
                      author: { login: 'dependabot' },
                      mergeCommit: {
                        oid: merge,
                        file,
                        parents: { totalCount: 2, nodes: [{ oid: first, file: before }] },
                      },
                    },
                  ],
                },
              },
              {
                oid: first,
                committedDate: '2026-08-01T00:00:00Z',
                messageHeadline: 'First commit',
                url: `${github.serverUrl}/acme/agents/commit/${first}`,
                author: { name: 'acme', user: { login: 'acme' } },
                parents: { totalCount: 0 },
                file: {
                  mode: 33188,
                  object: { text: 'agent: agent_1\nversion: 1\n', isBinary: false, isTruncated: false },
                },
                associatedPullRequests: { nodes: [] },
              },
            ],
          },
        },
      },
    });
  });

  it('shows commits of a merged branch that were never the tip of the base, and no merge that equals a side', async () => {
    const github = await startGitHub({ clock: ticking() });
    const first = await github.branchTip('main');
    const two = await github.commit({ branch: 'bump', files: version(2) });
    const three = await github.commit({ branch: 'bump', files: version(3) });
    await github.openPullRequest({ head: 'bump' });
    await github.commit({ branch: 'main', files: { 'other.txt': 'x' } });
    const merge = await github.mergePullRequest(1);
    const direct = await github.commit({ branch: 'main', files: version(4) });

    const { nodes } = await historyOf(github);

    expect(outline(nodes)).toEqual([
      [direct, []],
      [three, [1]],
      [two, [1]],
      [first, []],
    ]);
    expect(nodes[1]?.associatedPullRequests?.nodes[0]?.mergeCommit).toMatchObject({
      oid: merge,
      file: { object: { text: 'agent: agent_1\nversion: 3\n' } },
    });
  });

  it('shows a merge that equals neither side', async () => {
    const lines = (one: number, other: number) => ({ 'pin.yml': `a: ${one}\n\n\n\n\n\nb: ${other}\n` });
    const github = await startGitHub({ clock: ticking(), files: lines(1, 1) });
    const first = await github.branchTip('main');
    const side = await github.commit({ branch: 'bump', files: lines(1, 2) });
    await github.openPullRequest({ head: 'bump' });
    const direct = await github.commit({ branch: 'main', files: lines(2, 1) });
    const merge = await github.mergePullRequest(1);

    const { nodes } = await historyOf(github);

    expect(outline(nodes)).toEqual([
      [merge, [1]],
      [direct, []],
      [side, [1]],
      [first, []],
    ]);
    expect(nodes[0]?.parents.totalCount).toBe(2);
  });

  it('shows the one commit of a squashed branch', async () => {
    const github = await startGitHub({ clock: ticking() });
    const first = await github.branchTip('main');
    const two = await github.commit({ branch: 'bump', files: version(2) });
    await github.commit({ branch: 'bump', files: version(3) });
    await github.openPullRequest({ head: 'bump' });
    const squash = await github.mergePullRequest(1, { method: 'squash' });

    expect(outline((await historyOf(github)).nodes)).toEqual([
      [squash, [1]],
      [first, []],
    ]);
    // Asked for from the branch itself, its commits are those of the pull request all the same.
    expect(outline((await historyOf(github, { commit: two })).nodes)).toEqual([
      [two, [1]],
      [first, []],
    ]);
  });

  it('passes over a side whose change the merge did not keep', async () => {
    const github = await startGitHub({ clock: ticking() });
    const first = await github.branchTip('main');
    await github.commit({ branch: 'bump', files: version(2) });
    await github.commit({ branch: 'bump', files: { ...version(1), 'more.txt': 'x' } });
    await github.openPullRequest({ head: 'bump' });
    await github.commit({ branch: 'main', files: { 'other.txt': 'x' } });
    await github.mergePullRequest(1);
    expect(outline((await historyOf(github)).nodes)).toEqual([[first, []]]);
  });

  it('names open pull requests of commits that are not in the default branch, and none that was closed', async () => {
    const github = await startGitHub();
    const { head } = await openBump(github);
    const open = await historyOf(github, { commit: head.sha, first: 1 });
    expect(open.pageInfo).toEqual({ hasNextPage: true });
    expect(open.nodes).toMatchObject([
      {
        oid: head.sha,
        associatedPullRequests: { nodes: [{ number: 1, merged: false, mergedAt: null, mergeCommit: null }] },
      },
    ]);
    await github.changePullRequest(1, { state: 'closed' });
    const closed = await historyOf(github, { commit: head.sha, first: 1 });
    expect(outline(closed.nodes)).toEqual([[head.sha, []]]);
  });

  it('ends a file at its renaming, and has null where it was deleted', async () => {
    const github = await startGitHub({ clock: ticking() });
    const first = await github.branchTip('main');
    const renamed = await github.commit({ branch: 'main', renames: { 'pin.yml': 'agents/pin.yml' } });

    const before = await historyOf(github);
    const after = await historyOf(github, { path: 'agents/pin.yml' });

    expect(before.nodes.map((node) => [node.oid, node.file === null])).toEqual([
      [renamed, true],
      [first, false],
    ]);
    expect(after.nodes.map((node) => [node.oid, node.file === null])).toEqual([[renamed, false]]);
    expect((await historyOf(github, { path: 'nothing.yml' })).nodes).toEqual([]);
    expect((await historyOf(github, { path: '*.yml' })).nodes).toEqual([]);
  });

  it('tells links, programs, binary files and long ones', async () => {
    const long = 'x'.repeat(600_000);
    const github = await startGitHub({
      files: {
        link: { content: 'pin.yml', mode: '120000' },
        program: { content: '#!/bin/sh\n', mode: '100755' },
        binary: new Uint8Array([1, 0, 2]),
        long,
        crlf: 'a\r\nb\r\n',
        'folder/file': 'x',
      },
    });
    const fileOf = async (path: string) => (await historyOf(github, { path })).nodes[0]?.file;
    const blob = (text: string | null) => ({ text, isBinary: text === null, isTruncated: false });
    expect(await fileOf('link')).toEqual({ mode: 40960, object: blob('pin.yml') });
    expect(await fileOf('program')).toEqual({ mode: 33261, object: blob('#!/bin/sh\n') });
    expect(await fileOf('binary')).toEqual({ mode: 33188, object: blob(null) });
    expect(await fileOf('crlf')).toEqual({ mode: 33188, object: blob('a\r\nb\r\n') });
    expect((await fileOf('long'))?.object).toEqual({
      text: long.slice(0, 512_000),
      isBinary: false,
      isTruncated: true,
    });
    expect(await fileOf('folder')).toEqual({ mode: 16384, object: {} });
  });

  it("has no account for an author whose address is nobody's", async () => {
    const github = await startGitHub();
    const { rest } = octokitOf(github, { permissions: { contents: 'write' } });
    await rest.repos.createOrUpdateFileContents({
      ...repo,
      path: 'new.yml',
      message: 'x',
      content: '',
      author: { name: 'Ada L.', email: 'ada@example.com' },
    });
    const { nodes } = await historyOf(github, { path: 'new.yml' });
    expect(nodes.map((node) => node.author)).toEqual([{ name: 'Ada L.', user: null }]);
  });

  it('cuts a long headline', async () => {
    const github = await startGitHub();
    await github.commit({ branch: 'main', files: version(2), message: 'x'.repeat(72) });
    await github.commit({ branch: 'main', files: version(3), message: 'x'.repeat(73) });
    const { nodes } = await historyOf(github);
    expect(nodes.map((node) => node.messageHeadline).sort()).toEqual([
      'First commit',
      'x'.repeat(72),
      `${'x'.repeat(69)}…`,
    ]);
  });

  it('is recognised whatever its white space, and only with exactly its fields', async () => {
    const github = await startGitHub();
    const variables = await variablesOf(github);
    const tight = query
      .replace(/\s+/g, ' ')
      .replace(/ ([{}]) /g, '$1')
      .replaceAll(', ', ' ');
    const commented = query.replaceAll('\n', ' # why\r\n');
    for (const same of [tight, commented]) {
      expect(
        (await ask(github, { query: same, variables, operationName: 'PinHistory' })).errors,
      ).toBeUndefined();
    }
    for (const [other, operationName] of [
      [query.replace('mergedAt', '')],
      [query.replace('mergedAt', 'mergedAt closedAt')],
      [query.replace('history(first: $first, path: $path)', 'history(first: $first)')],
      [query.replace('PinHistory', 'Other')],
      [query, 'Other'],
    ]) {
      const { data, errors } = await ask(github, { query: other, variables, operationName });
      expect(data).toBeUndefined();
      expect(errors?.[0]?.message).toMatch(/^The GitHub emulator answers only|^No operation named "Other"/);
    }
  });

  it('refuses variables that are missing, of the wrong type, or ask for too much', async () => {
    const github = await startGitHub();
    const messageOf = async (more: object) =>
      (await ask(github, { variables: await variablesOf(github, more) })).errors?.[0]?.message;
    expect(await messageOf({ path: undefined })).toBe(
      'Variable $path of PinHistory was provided invalid value',
    );
    expect(await messageOf({ commit: 'main' })).toContain('$commit');
    expect(await messageOf({ first: '5' })).toContain('$first');
    expect(await messageOf({ first: 101 })).toContain('exceeds the `first` limit of 100 records');
    expect(await messageOf({ first: -1 })).toContain('cannot be less than zero');
    expect((await ask(github, {})).errors?.[0]?.message).toContain('invalid value');
  });

  it('knows neither other repositories nor other commits, and no history of what is no commit', async () => {
    const github = await startGitHub({ private: true });
    const missing = await ask(github, { variables: await variablesOf(github, { repo: 'nothing' }) });
    const stranger = await ask(
      github,
      { variables: await variablesOf(github) },
      { repository: 'other/place' },
    );
    const objectOf = async (commit: string) =>
      (await ask(github, { variables: await variablesOf(github, { commit }) })).data?.repository?.object;

    expect(missing).toEqual({
      data: { repository: null },
      errors: [
        {
          type: 'NOT_FOUND',
          path: ['repository'],
          message: "Could not resolve to a Repository with the name 'acme/nothing'.",
        },
      ],
    });
    expect(stranger.errors?.[0]?.type).toBe('NOT_FOUND');
    const { data } = await octokitOf(github).rest.git.getTree({ ...repo, tree_sha: 'main' });
    expect(await objectOf('0'.repeat(40))).toBeNull();
    expect(await objectOf(data.tree[0]?.sha ?? '')).toEqual({});
  });

  it('needs contents: read and pull_requests: read in a private repository, and nothing in a public one', async () => {
    const github = await startGitHub({ private: true });
    const variables = await variablesOf(github);
    const permissions = { contents: 'none', pull_requests: 'none' } as const;
    const forbidden = {
      type: 'FORBIDDEN',
      extensions: { saml_failure: false },
      message: 'Resource not accessible by integration',
    };

    expect(await ask(github, { variables }, { permissions: { contents: 'none' } })).toEqual({
      data: { repository: { object: null } },
      errors: [{ ...forbidden, path: ['repository', 'object'] }],
    });
    const { data, errors } = await ask(github, { variables }, { permissions: { pull_requests: 'none' } });
    expect(data?.repository?.object?.history?.nodes[0]?.associatedPullRequests).toBeNull();
    expect(errors).toEqual([
      { ...forbidden, path: ['repository', 'object', 'history', 'nodes', 0, 'associatedPullRequests'] },
    ]);
    const open = await startGitHub();
    const answer = await ask(open, { variables: await variablesOf(open) }, { permissions });
    expect(answer.errors).toBeUndefined();
  });
});
