import { describe, expect, it } from '@jest/globals';
import type { Permissions } from '../../../emulator/github/entities.ts';
import { ask, octokitOf, openBump, refusal, repo, startGitHub } from './startGitHub.ts';

const pull = '/repos/acme/agents/pulls/1';
const contents = '/repos/acme/agents/contents/pin.yml';
const comments = '/repos/acme/agents/issues/1/comments';
const none: Permissions = { contents: 'none', pull_requests: 'none', issues: 'none' };

describe('who may do what', () => {
  it.each([
    ['a public repository, no token', false, undefined, [200, 200, 200, 401]],
    ['a public repository, no permissions', false, none, [200, 200, 200, 403]],
    ['a public repository, read only', false, { ...none, issues: 'read' }, [200, 200, 200, 403]],
    ['a public repository, issues: write', false, { ...none, issues: 'write' }, [200, 200, 200, 201]],
    [
      'a public repository, pull_requests: write',
      false,
      { ...none, pull_requests: 'write' },
      [200, 200, 200, 201],
    ],
    ['a private repository, no token', true, undefined, [404, 404, 404, 404]],
    ['a private repository, no permissions', true, none, [403, 403, 403, 403]],
    ['a private repository, contents: read', true, { ...none, contents: 'read' }, [403, 200, 403, 403]],
    ['a private repository, issues: read', true, { ...none, issues: 'read' }, [403, 403, 200, 403]],
    ['a private repository, issues: write', true, { ...none, issues: 'write' }, [403, 403, 200, 201]],
    [
      'a private repository, pull_requests: read',
      true,
      { ...none, pull_requests: 'read' },
      [200, 403, 200, 403],
    ],
  ] satisfies [string, boolean, Permissions | undefined, number[]][])(
    '%s',
    async (_, isPrivate, permissions, expected) => {
      const github = await startGitHub({ private: isPrivate });
      await openBump(github);
      const token = permissions === undefined ? {} : { token: github.issueToken({ permissions }) };
      const answers = [
        await ask(github, pull, token),
        await ask(github, contents, token),
        await ask(github, comments, token),
        await ask(github, comments, { ...token, method: 'POST', body: { body: 'hello' } }),
      ];
      expect(answers.map((answer) => answer.status)).toEqual(expected);
    },
  );

  it('names the permissions that would have done', async () => {
    const github = await startGitHub();
    await openBump(github);
    const token = github.issueToken({ permissions: { issues: 'read', pull_requests: 'read' } });
    const response = await ask(github, comments, { token, method: 'POST', body: { body: 'hello' } });
    expect(response.headers.get('x-accepted-github-permissions')).toBe('issues=write; pull_requests=write');
    expect(await response.json()).toEqual({
      message: 'Resource not accessible by integration',
      documentation_url: 'https://docs.github.com/rest/issues/comments#create-an-issue-comment',
      status: '403',
    });
  });

  it('knows neither bad tokens nor other repositories', async () => {
    const github = await startGitHub({ private: true });
    const { rest } = octokitOf(github);
    const stranger = github.issueToken({ repository: 'other/place' });

    expect(await (await ask(github, '/repos/acme/agents', { token: 'ghs_wrong' })).json()).toMatchObject({
      message: 'Bad credentials',
      status: '401',
    });
    expect(await refusal(rest.repos.get({ owner: 'acme', repo: 'nothing' }))).toMatchObject({ status: 404 });
    expect((await ask(github, contents, { token: stranger })).status).toBe(404);
    expect((await rest.repos.get({ owner: 'ACME', repo: 'Agents' })).data.full_name).toBe('acme/agents');
    const missing = await ask(github, '/no/such/route');
    expect([missing.status, await missing.json()]).toEqual([
      404,
      { message: 'Not Found', documentation_url: 'https://docs.github.com/rest', status: '404' },
    ]);
  });

  it('takes a token in each way that clients send it', async () => {
    const github = await startGitHub({ private: true });
    const token = github.issueToken();
    const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
    for (const authorization of [`token ${token}`, `Bearer ${token}`, `basic ${basic}`]) {
      expect((await ask(github, contents, { headers: { authorization } })).status).toBe(200);
    }
  });
});

describe('who the token is', () => {
  it('is not to be had by an installation from REST, but from GraphQL', async () => {
    const github = await startGitHub();
    const octokit = octokitOf(github);
    expect(await refusal(octokit.rest.users.getAuthenticated())).toEqual({
      status: 403,
      message: expect.stringContaining('Resource not accessible by integration'),
    });
    expect(await octokit.graphql('query { viewer { login } }')).toEqual({
      viewer: { login: 'github-actions[bot]' },
    });
  });

  it('is a person for a personal token', async () => {
    const github = await startGitHub();
    const octokit = octokitOf(github, { kind: 'user', login: 'ada' });
    expect((await octokit.rest.users.getAuthenticated()).data).toMatchObject({ login: 'ada', type: 'User' });
    expect(await octokit.graphql('{\n  viewer {\n    login # me\n  }\n}')).toEqual({
      viewer: { login: 'ada' },
    });
  });

  it('is all that GraphQL is good for here', async () => {
    const github = await startGitHub();
    const octokit = octokitOf(github);
    await expect(octokit.graphql('{ repository(owner: "acme") { id } }')).rejects.toThrow(
      'The GitHub emulator answers only "{ viewer { login } }"',
    );
    const anonymous = await fetch(github.graphqlUrl, {
      method: 'POST',
      body: '{"query":"{ viewer { login } }"}',
    });
    expect(anonymous.status).toBe(401);
  });
});

describe('GitHub Enterprise', () => {
  it('has its API below /api/v3, further pages included', async () => {
    const github = await startGitHub({ layout: 'enterprise' });
    await openBump(github, { a: '1', b: '2', c: '3' });
    expect([github.url, github.graphqlUrl]).toEqual([
      `${github.serverUrl}/api/v3`,
      `${github.serverUrl}/api/graphql`,
    ]);
    const octokit = octokitOf(github);
    const options = { ...repo, pull_number: 1, per_page: 1 };
    const files = await octokit.paginate(octokit.rest.pulls.listFiles, options);
    expect(files.map((file) => file.filename)).toEqual(['a', 'b', 'c']);
    expect(await octokit.graphql('{ viewer { login } }')).toEqual({
      viewer: { login: 'github-actions[bot]' },
    });
    expect((await fetch(`${github.serverUrl}/repos/acme/agents`)).status).toBe(404);
    expect(github.requestLog().map((request) => request.path)[1]).toBe(
      '/repositories/1/pulls/1/files?per_page=1&page=2',
    );
  });
});
