import { describe, expect, it } from '@jest/globals';
import { ask, octokitOf, openBump, refusal, repo, start, startGitHub } from './startGitHub.ts';

const first = { ...repo, issue_number: 1 };

describe('comments', () => {
  it('are written by whoever the token is, edited and deleted', async () => {
    let now = start;
    const github = await startGitHub({ clock: { now: () => now } });
    await openBump(github);
    const { rest } = octokitOf(github);
    const person = octokitOf(github, { kind: 'user', login: 'ada' });

    const made = await rest.issues.createComment({ ...first, body: 'first' });
    await person.rest.issues.createComment({ ...first, body: 'second' });
    now += 61_000;
    const edited = await rest.issues.updateComment({
      ...repo,
      comment_id: Number(made.data.id),
      body: 'changed',
    });

    expect(made.status).toBe(201);
    expect(made.headers.location).toBe(made.data.url);
    expect(made.data).toMatchObject({
      body: 'first',
      user: { login: 'github-actions[bot]', type: 'Bot' },
      created_at: '2026-08-01T00:00:00Z',
      html_url: `${github.serverUrl}/acme/agents/pull/1#issuecomment-${made.data.id}`,
    });
    expect(edited.data).toMatchObject({
      id: made.data.id,
      body: 'changed',
      created_at: '2026-08-01T00:00:00Z',
      updated_at: '2026-08-01T00:01:01Z',
    });
    const { data } = await rest.issues.listComments(first);
    expect(data.map(({ body, user }) => [body, user?.login, user?.type])).toEqual([
      ['changed', 'github-actions[bot]', 'Bot'],
      ['second', 'ada', 'User'],
    ]);

    const comment_id = Number(made.data.id);
    expect((await rest.issues.deleteComment({ ...repo, comment_id })).status).toBe(204);
    expect(await refusal(rest.issues.getComment({ ...repo, comment_id }))).toMatchObject({ status: 404 });
    expect(github.comments(1).map((comment) => comment.body)).toEqual(['second']);
  });

  it('come in pages, oldest first', async () => {
    const github = await startGitHub();
    await openBump(github);
    for (let index = 0; index < 205; index += 1) github.comment(1, `comment ${index}`, 'ada');
    const octokit = octokitOf(github);

    const all = await octokit.paginate(octokit.rest.issues.listComments, { ...first, per_page: 100 });

    expect(all.map((comment) => comment.body)).toEqual(github.comments(1).map((comment) => comment.body));
    expect(github.requests()).toEqual({ 'GET /repos/{owner}/{repo}/issues/{issue_number}/comments': 3 });
    expect((await octokit.rest.issues.listComments(first)).data).toHaveLength(30);
  });

  it.each([
    ['x', 65_535, 201],
    ['x', 65_536, 201],
    ['x', 65_537, 422],
    ['🟥', 65_536, 201],
    ['🟥', 65_537, 422],
  ])('of %s, %d times, get %d', async (character, count, status) => {
    const github = await startGitHub();
    await openBump(github);
    const response = await ask(github, '/repos/acme/agents/issues/1/comments', {
      method: 'POST',
      token: github.issueToken(),
      body: { body: character.repeat(count) },
    });
    expect(response.status).toBe(status);
    expect(github.comments(1)).toHaveLength(status === 201 ? 1 : 0);
    if (status === 422) {
      expect(await response.json()).toEqual({
        message: 'Validation Failed',
        errors: [
          {
            resource: 'IssueComment',
            code: 'unprocessable',
            field: 'data',
            message: 'Body is too long (maximum is 65536 characters)',
          },
        ],
        documentation_url: 'https://docs.github.com/rest/issues/comments#create-an-issue-comment',
        status: '422',
      });
    }
  });

  it('are refused when they are blank, missing, no JSON, or on nothing', async () => {
    const github = await startGitHub();
    await openBump(github);
    const octokit = octokitOf(github);
    const token = github.issueToken();
    const post = async (path: string, body: string) => {
      const response = await fetch(`${github.url}/repos/acme/agents${path}`, {
        method: 'POST',
        headers: { authorization: `token ${token}` },
        body,
      });
      return [response.status, await response.json()];
    };

    expect(await refusal(octokit.rest.issues.createComment({ ...first, body: ' \n' }))).toEqual({
      status: 422,
      message: expect.stringContaining('Body cannot be blank'),
    });
    expect(await post('/issues/1/comments', '{}')).toMatchObject([
      422,
      { message: 'Invalid request.\n\n"body" wasn\'t supplied.' },
    ]);
    expect(await post('/issues/1/comments', '{"body":5}')).toMatchObject([
      422,
      { message: "Invalid request.\n\nFor 'body', Invalid input: expected string, received number." },
    ]);
    expect(await post('/issues/1/comments', '{')).toMatchObject([400, { message: 'Problems parsing JSON' }]);
    expect(await post('/issues/2/comments', '{"body":"x"}')).toMatchObject([404, { message: 'Not Found' }]);
    expect(github.comments(1)).toEqual([]);
  });

  it('keep their length limit when they are edited', async () => {
    const github = await startGitHub();
    await openBump(github);
    const { id } = github.comment(1, 'short');
    const { rest } = octokitOf(github);
    const edit = rest.issues.updateComment({ ...repo, comment_id: id, body: 'x'.repeat(65_537) });
    expect(await refusal(edit)).toMatchObject({ status: 422 });
    expect(github.comments(1).map((comment) => comment.body)).toEqual(['short']);
  });
});
