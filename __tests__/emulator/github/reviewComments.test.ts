import { describe, expect, it } from '@jest/globals';
import type { GitHub } from '../../../emulator/github/createGitHub.ts';
import { ask, octokitOf, openBump, refusal, repo, start, startGitHub } from './startGitHub.ts';

const first = { ...repo, pull_number: 1 };

/** Twenty numbered lines, some of them replaced. */
function numbered(replaced: Record<number, string> = {}, end = '\n'): string {
  return Array.from({ length: 20 }, (_, index) => `${replaced[index + 1] ?? `line ${index + 1}`}${end}`).join(
    '',
  );
}

/** A pull request that changes line 10 of twenty. */
async function openNumbered(github: GitHub, end = '\n') {
  await github.commit({ branch: 'main', files: { 'list.txt': numbered({}, end) } });
  await github.commit({ branch: 'change', files: { 'list.txt': numbered({ 10: 'ten' }, end) } });
  return github.openPullRequest({ head: 'change', user: 'ada' });
}

async function placeOf(github: GitHub) {
  const { data } = await octokitOf(github).rest.pulls.listReviewComments(first);
  return data.map(({ line, start_line, position, original_line, original_position }) => ({
    line,
    start_line,
    position,
    original_line,
    original_position,
  }));
}

describe('review comments', () => {
  it('are written, read, edited and deleted', async () => {
    let now = start;
    const github = await startGitHub({ clock: { now: () => now } });
    const { head } = await openNumbered(github);
    const { rest } = octokitOf(github);

    const made = await rest.pulls.createReviewComment({
      ...first,
      body: 'Why?',
      commit_id: head.sha,
      path: 'list.txt',
      line: 10,
      side: 'RIGHT',
    });
    now += 61_000;
    const comment_id = made.data.id;
    const edited = await rest.pulls.updateReviewComment({ ...repo, comment_id, body: 'Because.' });

    expect([made.status, made.headers.location]).toEqual([201, made.data.url]);
    expect(made.data).toMatchObject({
      user: { login: 'github-actions[bot]', type: 'Bot' },
      body: 'Why?',
      path: 'list.txt',
      side: 'RIGHT',
      line: 10,
      original_line: 10,
      start_line: null,
      original_start_line: null,
      start_side: null,
      position: 5,
      original_position: 5,
      commit_id: head.sha,
      original_commit_id: head.sha,
      diff_hunk: '@@ -7,7 +7,7 @@ line 6\n line 7\n line 8\n line 9\n-line 10\n+ten',
      html_url: `${github.serverUrl}/acme/agents/pull/1#discussion_r${comment_id}`,
      pull_request_url: `${github.url}/repos/acme/agents/pulls/1`,
      url: `${github.url}/repos/acme/agents/pulls/comments/${comment_id}`,
      created_at: '2026-08-01T00:00:00Z',
      updated_at: '2026-08-01T00:00:00Z',
      subject_type: 'line',
    });
    expect(edited.data).toMatchObject({ body: 'Because.', updated_at: '2026-08-01T00:01:01Z' });
    expect((await rest.pulls.getReviewComment({ ...repo, comment_id })).data).toEqual(edited.data);
    expect((await rest.pulls.get(first)).data.review_comments).toBe(1);
    expect(github.comments(1)).toEqual([]);

    expect((await rest.pulls.deleteReviewComment({ ...repo, comment_id })).status).toBe(204);
    for (const call of [
      () => rest.pulls.getReviewComment({ ...repo, comment_id }),
      () => rest.pulls.updateReviewComment({ ...repo, comment_id, body: 'x' }),
      () => rest.pulls.deleteReviewComment({ ...repo, comment_id }),
    ]) {
      expect(await refusal(call())).toMatchObject({ status: 404 });
    }
    expect(github.reviewComments(1)).toEqual([]);
  });

  it('come in pages, oldest first unless asked otherwise', async () => {
    let now = start;
    const github = await startGitHub({ clock: { now: () => now } });
    await openNumbered(github);
    for (let index = 0; index < 105; index += 1) {
      now += 1000;
      await github.addReviewComment(1, { path: 'list.txt', line: 10, body: `comment ${index}` }, 'ada');
    }
    const octokit = octokitOf(github);
    const list = octokit.rest.pulls.listReviewComments;

    const all = await octokit.paginate(list, { ...first, per_page: 100 });

    expect(all.map((comment) => comment.body)).toEqual(
      github.reviewComments(1).map((comment) => comment.body),
    );
    expect(all[0]).toMatchObject({ body: 'comment 0', user: { login: 'ada' } });
    expect((await list(first)).data).toHaveLength(30);
    const newest = await list({ ...first, sort: 'created', direction: 'desc', per_page: 1 });
    expect(newest.data[0]?.body).toBe('comment 104');
    expect((await list({ ...first, direction: 'desc', per_page: 1 })).data[0]?.body).toBe('comment 0');
    const since = new Date(now - 1000).toISOString();
    expect((await list({ ...first, since })).data.map((comment) => comment.body)).toEqual([
      'comment 103',
      'comment 104',
    ]);
  });

  it.each([
    ['RIGHT', 6, undefined],
    ['RIGHT', 7, 1],
    ['RIGHT', 10, 5],
    ['RIGHT', 13, 8],
    ['RIGHT', 14, undefined],
    ['RIGHT', 0, undefined],
    ['LEFT', 6, undefined],
    ['LEFT', 7, 1],
    ['LEFT', 10, 4],
    ['LEFT', 13, 8],
    ['LEFT', 14, undefined],
  ] as const)('on the %s side of line %d are at position %s', async (side, line, position) => {
    const github = await startGitHub();
    const { head } = await openNumbered(github);
    const response = await ask(github, '/repos/acme/agents/pulls/1/comments', {
      method: 'POST',
      token: github.issueToken(),
      body: { body: 'x', commit_id: head.sha, path: 'list.txt', line, side },
    });
    const body = await response.json();
    if (position !== undefined) {
      expect([response.status, body]).toMatchObject([201, { line, side, position }]);
      return;
    }
    expect(body).toEqual({
      message: 'Validation Failed',
      errors: [
        {
          resource: 'PullRequestReviewComment',
          code: 'custom',
          field: 'pull_request_review_thread.line',
          message: 'pull_request_review_thread.line must be part of the diff',
        },
        {
          resource: 'PullRequestReviewComment',
          code: 'missing_field',
          field: 'pull_request_review_thread.diff_hunk',
        },
      ],
      documentation_url:
        'https://docs.github.com/rest/pulls/comments#create-a-review-comment-for-a-pull-request',
      status: '422',
    });
    expect(github.reviewComments(1)).toEqual([]);
  });

  it('can be on any line of a file that is new, and on the left side of one that is gone', async () => {
    const github = await startGitHub();
    await openBump(github, { 'new.txt': 'one\ntwo\nthree', 'docs/readme.md': null });
    await github.addReviewComment(1, { path: 'new.txt', line: 3, body: 'x' });
    await github.addReviewComment(1, { path: 'docs/readme.md', side: 'LEFT', line: 1, body: 'x' });
    const { rest } = octokitOf(github);
    const { data } = await rest.pulls.listReviewComments(first);
    expect(data.map(({ diff_hunk, position }) => [diff_hunk, position])).toEqual([
      ['@@ -0,0 +1,3 @@\n+one\n+two\n+three', 3],
      ['@@ -1 +0,0 @@\n-Hello', 1],
    ]);
  });

  it('count the headers of further hunks in their position', async () => {
    const github = await startGitHub();
    await github.commit({ branch: 'main', files: { 'list.txt': numbered() } });
    await openBump(github, { 'list.txt': numbered({ 1: 'one', 20: 'twenty' }) });
    const comment = await github.addReviewComment(1, { path: 'list.txt', line: 20, body: 'x' });
    // Five lines of the first hunk, a header, then three of context and the line that was removed.
    expect(comment.place?.position).toBe(5 + 1 + 5);
  });

  it('can be on several lines of one hunk', async () => {
    const github = await startGitHub();
    const { head } = await openNumbered(github);
    const { rest } = octokitOf(github);
    const post = (start_line: number, line: number) =>
      rest.pulls.createReviewComment({
        ...first,
        body: 'x',
        commit_id: head.sha,
        path: 'list.txt',
        start_line,
        line,
      });
    expect((await post(8, 10)).data).toMatchObject({
      start_line: 8,
      line: 10,
      original_start_line: 8,
      start_side: 'RIGHT',
    });
    expect((await refusal(post(10, 10))).message).toContain('start_line must precede the end line.');
    expect((await refusal(post(2, 10))).message).toContain(
      'start_line must be part of the same hunk as the line.',
    );
  });

  it('are refused on commits and files that are not of the pull request, and without text', async () => {
    const github = await startGitHub();
    const { head, base } = await openNumbered(github);
    const { rest } = octokitOf(github);
    const post = (more: object) =>
      refusal(
        rest.pulls.createReviewComment({
          ...first,
          body: 'x',
          commit_id: head.sha,
          path: 'list.txt',
          line: 10,
          ...more,
        }),
      );
    for (const commit_id of [base.sha, '0'.repeat(40), 'change']) {
      expect(await post({ commit_id })).toEqual({
        status: 422,
        message: expect.stringContaining('end_commit_oid is not part of the pull request'),
      });
    }
    expect((await post({ path: 'pin.yml' })).message).toContain('"field":"pull_request_review_thread.path"');
    expect((await post({ body: ' ' })).message).toContain('Body cannot be blank');
    expect((await post({ body: 'x'.repeat(65_537) })).message).toContain('Body is too long');
    expect((await post({ line: undefined })).message).toContain('"line" wasn\'t supplied.');
    expect(await post({ pull_number: 2 })).toMatchObject({ status: 404 });
    expect(github.reviewComments(1)).toEqual([]);
  });

  it('may be on an older commit of the pull request', async () => {
    const github = await startGitHub();
    const { head } = await openNumbered(github);
    const newer = await github.commit({
      branch: 'change',
      files: { 'list.txt': `zero\n${numbered({ 10: 'ten' })}` },
    });
    const { rest } = octokitOf(github);
    const { data } = await rest.pulls.createReviewComment({
      ...first,
      body: 'x',
      commit_id: head.sha,
      path: 'list.txt',
      line: 10,
    });
    expect(data).toMatchObject({
      original_commit_id: head.sha,
      commit_id: newer,
      original_line: 10,
      line: 11,
    });
  });

  it.each([
    ['no permission', { pull_requests: 'none', issues: 'write' }, [403, 403]],
    ['pull_requests: read', { pull_requests: 'read', issues: 'write' }, [200, 403]],
    ['pull_requests: write', { pull_requests: 'write', issues: 'none' }, [200, 201]],
  ] as const)('need %s', async (_, permissions, expected) => {
    const github = await startGitHub({ private: true });
    const { head } = await openNumbered(github);
    const token = github.issueToken({ permissions });
    const path = '/repos/acme/agents/pulls/1/comments';
    const body = { body: 'x', commit_id: head.sha, path: 'list.txt', line: 10 };
    expect([
      (await ask(github, path, { token })).status,
      (await ask(github, path, { token, method: 'POST', body })).status,
    ]).toEqual(expected);
  });
});

describe('a push', () => {
  const was = { original_line: 10, original_position: 5 };
  const outdated = { line: null, start_line: null, position: null, ...was };

  it.each([
    ['changes other lines', numbered({ 10: 'ten', 9: 'nine' }), { line: 10, start_line: null, position: 7 }],
    ['moves the line down', `zero\n${numbered({ 10: 'ten' })}`, { line: 11, start_line: null, position: 10 }],
    [
      'moves the line up',
      numbered({ 10: 'ten' }).replace('line 1\n', ''),
      { line: 9, start_line: null, position: 10 },
    ],
    ['changes the line', numbered({ 10: 'TEN' }), outdated],
    ['puts the line back', numbered(), outdated],
    ['removes the line', numbered({ 10: 'ten' }).replace('ten\n', ''), outdated],
    ['removes the file', null, outdated],
  ])('that %s', async (_, content, place) => {
    const github = await startGitHub();
    const { head } = await openNumbered(github);
    const { id } = await github.addReviewComment(1, { path: 'list.txt', line: 10, body: 'x' });
    const pushed = await github.commit({ branch: 'change', files: { 'list.txt': content } });
    expect(await placeOf(github)).toEqual([{ ...was, ...place }]);
    const { data } = await octokitOf(github).rest.pulls.getReviewComment({ ...repo, comment_id: id });
    expect(data).toMatchObject({
      commit_id: place.line === null ? head.sha : pushed,
      original_commit_id: head.sha,
    });
    expect(data.diff_hunk).toMatch(/\+ten$/);
  });

  it('that moves several lines, or changes the first of them', async () => {
    const github = await startGitHub();
    await openNumbered(github);
    await github.addReviewComment(1, { path: 'list.txt', startLine: 9, line: 10, body: 'x' });
    await github.commit({ branch: 'change', files: { 'list.txt': `zero\n${numbered({ 10: 'ten' })}` } });
    expect(await placeOf(github)).toMatchObject([{ line: 11, start_line: 10 }]);
    await github.commit({ branch: 'change', files: { 'list.txt': numbered({ 9: 'nine', 10: 'ten' }) } });
    expect(await placeOf(github)).toMatchObject([{ line: null, start_line: null, original_line: 10 }]);
  });

  it('after which a line of context is no longer shown', async () => {
    const github = await startGitHub();
    await openNumbered(github);
    await github.addReviewComment(1, { path: 'list.txt', line: 13, body: 'x' });
    await github.commit({ branch: 'change', files: { 'list.txt': numbered({ 1: 'one' }) } });
    expect(await placeOf(github)).toMatchObject([{ line: null, position: null, original_line: 13 }]);
  });

  it('to another branch leaves them alone', async () => {
    const github = await startGitHub();
    const { head } = await openNumbered(github);
    await github.addReviewComment(1, { path: 'list.txt', line: 10, body: 'x' });
    await github.commit({ branch: 'main', files: { 'list.txt': numbered({ 10: 'other' }) } });
    expect(github.reviewComments(1)).toMatchObject([{ commit: head.sha, place: { line: 10 } }]);
  });
});

describe('"Commit suggestion"', () => {
  const suggest = (text: string) => `Take this:\n\n\`\`\`suggestion\n${text}\`\`\`\nor not.`;

  async function textOf(github: GitHub, ref: string) {
    const response = await ask(github, `/repos/acme/agents/contents/list.txt?ref=${ref}`, {
      headers: { accept: 'application/vnd.github.raw' },
    });
    return Buffer.from(await response.arrayBuffer()).toString('latin1');
  }

  it('replaces the line in a commit on the branch, after which the comment is outdated', async () => {
    const github = await startGitHub();
    const { head } = await openNumbered(github);
    const { id } = await github.addReviewComment(1, {
      path: 'list.txt',
      line: 10,
      body: suggest('line ten\n'),
    });

    const sha = await github.applySuggestion(id, 'grace');

    expect(await textOf(github, 'change')).toBe(numbered({ 10: 'line ten' }));
    expect(github.pullRequest(1).head.sha).toBe(sha);
    const { data } = await octokitOf(github).rest.repos.getCommit({ ...repo, ref: sha });
    expect(data).toMatchObject({
      author: { login: 'grace' },
      parents: [{ sha: head.sha }],
      commit: {
        message:
          'Update list.txt\n\nCo-authored-by: github-actions[bot] <github-actions[bot]@users.noreply.github.com>',
      },
      stats: { additions: 1, deletions: 1 },
    });
    expect(await placeOf(github)).toMatchObject([{ line: null, position: null, original_line: 10 }]);
    await expect(github.applySuggestion(id)).rejects.toThrow('is outdated');
  });

  it.each([
    ['a line of a CRLF file', '\r\n', [10, 10], 'ten!\n', (end: string) => numbered({ 10: 'ten!' }, end)],
    [
      'several lines by one',
      '\r\n',
      [9, 11],
      'nine to eleven\n',
      (end: string) =>
        numbered({ 10: 'nine to eleven' }, end).replace(`line 9${end}`, '').replace(`line 11${end}`, ''),
    ],
    [
      'a line by several',
      '\n',
      [10, 10],
      'a\n\nb\n',
      (end: string) => numbered({ 10: `a${end}${end}b` }, end),
    ],
    [
      'a line by nothing',
      '\n',
      [10, 10],
      '',
      (end: string) => numbered({ 10: 'x' }, end).replace(`x${end}`, ''),
    ],
    ['a line by an empty one', '\r\n', [10, 10], '\n', (end: string) => numbered({ 10: '' }, end)],
  ] as const)('replaces %s', async (_, end, [from, to], text, expected) => {
    const github = await startGitHub();
    await openNumbered(github, end);
    const { id } = await github.addReviewComment(1, {
      path: 'list.txt',
      line: to,
      body: suggest(text),
      ...(from === to ? {} : { startLine: from }),
    });
    await github.applySuggestion(id);
    expect(await textOf(github, 'change')).toBe(expected(end));
  });

  it('leaves every other byte, the end of the file and the mode as they are', async () => {
    const bytes = (last: string) => Buffer.from(`caf\xe9\r\nmixed\n${last}`, 'latin1');
    const github = await startGitHub({ files: { 'list.txt': 'x' } });
    await openBump(github, {});
    await github.commit({
      branch: 'bump',
      files: { 'list.txt': { content: bytes('end'), mode: '100755' } },
    });
    const { id } = await github.addReviewComment(1, { path: 'list.txt', line: 3, body: suggest('END\n') });
    const sha = await github.applySuggestion(id);
    expect(await textOf(github, 'bump')).toBe(bytes('END').toString('latin1'));
    const { data } = await octokitOf(github).rest.git.getTree({ ...repo, tree_sha: sha });
    expect(data.tree.find((entry) => entry.path === 'list.txt')?.mode).toBe('100755');
  });

  it('follows the line when it has moved, and commits to a fork', async () => {
    const github = await startGitHub({ files: { 'list.txt': numbered() } });
    await github.fork('stranger/agents');
    const fork = { repository: 'stranger/agents', branch: 'main' };
    await github.commit({ ...fork, files: { 'list.txt': numbered({ 10: 'ten' }) } });
    await github.openPullRequest({ headRepository: 'stranger/agents', head: 'main', user: 'stranger' });
    const { id } = await github.addReviewComment(1, { path: 'list.txt', line: 10, body: suggest('TEN\n') });
    await github.commit({ ...fork, files: { 'list.txt': `zero\n${numbered({ 10: 'ten' })}` } });
    const sha = await github.applySuggestion(id);
    expect(await github.branchTip('main', 'stranger/agents')).toBe(sha);
    expect(await textOf(github, sha)).toBe(`zero\n${numbered({ 10: 'TEN' })}`);
  });

  it('is not there without a suggestion, on removed lines, on closed pull requests', async () => {
    const github = await startGitHub();
    await openNumbered(github);
    const on = async (side: 'LEFT' | 'RIGHT', body: string) =>
      (await github.addReviewComment(1, { path: 'list.txt', line: 10, side, body })).id;
    const without = await on('RIGHT', 'Use ```suggestion``` blocks');
    const removed = await on('LEFT', suggest('x\n'));
    const good = await on('RIGHT', suggest('x\n'));

    await expect(github.applySuggestion(0)).rejects.toThrow('there is no review comment 0');
    await expect(github.applySuggestion(without)).rejects.toThrow('has no suggestion');
    await expect(github.applySuggestion(removed)).rejects.toThrow('is on a line that was removed');
    await github.changePullRequest(1, { state: 'closed' });
    await expect(github.applySuggestion(good)).rejects.toThrow('pull request 1 is closed');
  });
});
