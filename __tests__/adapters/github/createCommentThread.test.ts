import { afterEach, describe, expect, it } from '@jest/globals';
import { createCommentThread } from '../../../src/adapters/github/createCommentThread.ts';
import { createOctokit } from '../../../src/adapters/github/createOctokit.ts';
import { createRecordingLog } from '../../helpers/createRecordingLog.ts';
import { type CannedAnswer, type SeenRequest, startServer } from '../../helpers/startServer.ts';

const marker = '<!-- pin-gate -->';
const bot = { login: 'github-actions[bot]', type: 'Bot' };
const body = `${marker}\nnew`;
const compose = () => body;

interface Comment {
  id: number;
  body: string | null;
  user: { login: string; type: string } | null;
}

let close: () => Promise<void> = async () => {};
afterEach(() => close());

/** A pull request with comments; `fail` may answer in place of the server. */
async function serve(
  comments: Comment[],
  options: {
    viewer?: string;
    count?: number;
    fail?: (request: SeenRequest, comments: Comment[]) => CannedAnswer | undefined;
  } = {},
) {
  const shown = (comment: Comment) => ({
    ...comment,
    html_url: `https://github.test/pull/7#issuecomment-${comment.id}`,
  });
  const server = await startServer((request) => {
    const failure = options.fail?.(request, comments);
    if (failure !== undefined) return failure;
    const url = new URL(request.url, 'http://test');
    if (url.pathname === '/graphql')
      return { body: { data: { viewer: { login: options.viewer ?? bot.login } } } };
    if (request.method === 'GET') {
      const page = Number(url.searchParams.get('page'));
      const more = page * 100 < comments.length;
      return {
        body: comments.slice((page - 1) * 100, page * 100).map(shown),
        headers: more ? { link: `<${url.pathname}?page=${page + 1}>; rel="next", <x>; rel="last"` } : {},
      };
    }
    const text = (JSON.parse(request.body) as { body: string }).body;
    if (request.method === 'POST') {
      const made = { id: 900 + comments.length, body: text, user: bot };
      comments.push(made);
      return { status: 201, body: shown(made) };
    }
    const found = comments.find(({ id }) => url.pathname.endsWith(`/issues/comments/${id}`));
    if (found === undefined) return { status: 404, body: { message: 'Not Found' } };
    found.body = text;
    return { body: shown(found) };
  });
  close = server.close;
  const octokit = createOctokit('t', { apiUrl: server.url, log: createRecordingLog(), secondMs: 1 });
  const thread = createCommentThread(octokit, {
    owner: 'acme',
    repo: 'support',
    number: 7,
    commentCount: options.count ?? comments.length,
  });
  return {
    ...server,
    thread,
    comments,
    methods: () => server.seen.map(({ method, url }) => `${method} ${url.split('?')[0]}`),
  };
}

const own = (id: number): Comment => ({ id, body: `${marker}\nold`, user: bot });
const foreign = (id: number, text: string | null = 'hello'): Comment => ({
  id,
  body: text,
  user: { login: 'mallory', type: 'User' },
});

describe('createCommentThread: upsert', () => {
  it('creates the first comment, without asking who we are', async () => {
    const { thread, comments, methods } = await serve([]);
    expect(await thread.upsert(compose)).toBe('https://github.test/pull/7#issuecomment-900');
    expect(comments).toEqual([{ id: 900, body, user: bot }]);
    expect(methods()).toEqual([
      'GET /repos/acme/support/issues/7/comments',
      'POST /repos/acme/support/issues/7/comments',
    ]);
  });

  it('updates its own comment in place, on whatever page it is', async () => {
    const many = Array.from({ length: 250 }, (_, index) => foreign(index + 1));
    const { thread, comments } = await serve([...many, own(700), foreign(701)]);
    expect(await thread.upsert(compose)).toBe('https://github.test/pull/7#issuecomment-700');
    expect(comments).toHaveLength(252);
    expect(comments.find(({ id }) => id === 700)?.body).toBe(body);
  });

  it('looks even if there was no comment when the run started', async () => {
    const { thread, comments } = await serve([own(5)], { count: 0 });
    await thread.upsert(compose);
    expect(comments).toEqual([{ ...own(5), body }]);
  });

  it.each([
    ['somebody else’s', foreign(1, `${marker}\nfake`)],
    ['a person’s who is named like the bot', { ...own(1), user: { login: 'github-actions', type: 'User' } }],
    ['another bot’s', { ...own(1), user: { login: 'dependabot[bot]', type: 'Bot' } }],
    ['a deleted account’s', { ...own(1), user: null }],
    ['one that quotes the marker', { ...own(1), body: `> ${marker}` }],
    ['one that has the marker further down', { ...own(1), body: `\n${marker}` }],
    ['an empty one', { ...own(1), body: null }],
  ])('leaves %s alone', async (_title, comment) => {
    const before = structuredClone(comment);
    const { thread, comments } = await serve([comment]);
    await thread.upsert(compose);
    expect(comments).toEqual([before, { id: 901, body, user: bot }]);
  });

  it.each(['github-actions', 'github-actions[bot]'])('recognises itself as %s', async (viewer) => {
    const { thread, comments } = await serve([own(1)], { viewer });
    await thread.upsert(compose);
    expect(comments).toHaveLength(1);
  });

  it('recognises itself with a person’s token', async () => {
    const { thread, comments } = await serve([{ ...own(1), user: { login: 'ana', type: 'User' } }], {
      viewer: 'ana',
    });
    await thread.upsert(compose);
    expect(comments).toHaveLength(1);
  });

  it('settles on the oldest of several', async () => {
    const { thread, comments } = await serve([own(9), own(4)]);
    await thread.upsert(compose);
    expect(comments).toEqual([own(9), { ...own(4), body }]);
  });

  it('creates a new one when it was deleted meanwhile', async () => {
    const { thread, comments } = await serve([own(1)], {
      fail: ({ method }, all) => {
        if (method === 'PATCH') all.length = 0;
        return undefined;
      },
    });
    expect(await thread.upsert(compose)).toBe('https://github.test/pull/7#issuecomment-900');
    expect(comments).toHaveLength(1);
  });

  it('does not comment twice when GitHub made the comment and failed to say so', async () => {
    let failures = 0;
    const { thread, comments } = await serve([], {
      fail: ({ method }, all) => {
        if (method !== 'POST' || failures++ > 0) return undefined;
        all.push(own(33));
        return { status: 502 };
      },
    });
    expect(await thread.upsert(compose)).toBe('https://github.test/pull/7#issuecomment-33');
    expect(comments).toEqual([{ ...own(33), body }]);
  });

  it('names the permission, and the fork’s token, on a 403', async () => {
    const { thread } = await serve([], {
      fail: ({ method }) =>
        method === 'POST'
          ? { status: 403, body: { message: 'Resource not accessible by integration' } }
          : undefined,
    });
    await expect(thread.upsert(compose)).rejects.toMatchObject({
      kind: 'forbidden',
      message:
        'GitHub does not let this token comment on pull request #7 of acme/support (403: Resource not accessible by integration). It needs `pull-requests: write`, which a job’s token gets by `permissions:`; on a pull request from a fork the token is read-only, whatever the workflow says.',
    });
  });

  it('says what GraphQL said', async () => {
    const { thread } = await serve([own(1)], {
      fail: ({ url }) =>
        url === '/graphql' ? { body: { errors: [{ message: 'no viewer here' }] } } : undefined,
    });
    await expect(thread.upsert(compose)).rejects.toThrow(
      'GitHub was asked to say whose token this is and failed: no viewer here.',
    );
  });
});

describe('createCommentThread: what stands there', () => {
  /** Composes a body that tells of each body that it was made from. */
  function recordCompose() {
    const seen: (string | undefined)[] = [];
    const compose = (standing: string | undefined) => {
      seen.push(standing);
      return `${body} ${seen.length}`;
    };
    return { seen, compose };
  }

  it.each(['upsert', 'updateIfPresent'] as const)(
    'is what the new body is made from, at no further request: %s',
    async (write) => {
      const { thread, comments, methods } = await serve([foreign(1), own(2), foreign(3)]);
      const { seen, compose } = recordCompose();
      await thread[write](compose);
      expect(seen).toEqual([`${marker}\nold`]);
      expect(comments[1]?.body).toBe(`${body} 1`);
      expect(methods()).toEqual([
        'GET /repos/acme/support/issues/7/comments',
        'POST /graphql',
        'PATCH /repos/acme/support/issues/comments/2',
      ]);
    },
  );

  it('is nothing where there is no comment', async () => {
    const { thread } = await serve([]);
    const { seen, compose } = recordCompose();
    await thread.upsert(compose);
    expect(seen).toEqual([undefined]);
  });

  it.each([
    ['a person', foreign(1, `${marker}\nforged`)],
    ['another bot', { ...foreign(1, `${marker}\nforged`), user: { login: 'dependabot[bot]', type: 'Bot' } }],
  ])('is never what %s wrote, marker or not', async (_, comment) => {
    const { thread } = await serve([comment]);
    const { seen, compose } = recordCompose();
    await thread.upsert(compose);
    await thread.updateIfPresent(compose);
    expect(seen).toEqual([undefined, `${body} 1`]);
  });

  it('is not composed from where nothing is written', async () => {
    const { thread } = await serve([foreign(1)]);
    const { seen, compose } = recordCompose();
    await thread.updateIfPresent(compose);
    expect(seen).toEqual([]);
  });

  it('is not forgotten when it is deleted before it is updated', async () => {
    const { thread, comments, methods } = await serve([own(1)], {
      fail: ({ method }, all) => {
        if (method === 'PATCH') all.length = 0;
        return undefined;
      },
    });
    const { seen, compose } = recordCompose();
    await thread.upsert(compose);
    expect(seen).toEqual([`${marker}\nold`]);
    expect(comments).toEqual([{ id: 900, body: `${body} 1`, user: bot }]);
    expect(methods().filter((method) => method.startsWith('GET'))).toHaveLength(1);
  });

  it('is read again when a comment turns up after all', async () => {
    const { thread, comments } = await serve([], {
      fail: ({ method }, all) => {
        if (method !== 'POST' || all.length > 0) return undefined;
        all.push(own(33));
        return { status: 502 };
      },
    });
    const { seen, compose } = recordCompose();
    await thread.upsert(compose);
    expect(seen).toEqual([undefined, `${marker}\nold`]);
    expect(comments).toEqual([{ ...own(33), body: `${body} 2` }]);
  });
});

describe('createCommentThread: updateIfPresent', () => {
  it('asks for nothing when the pull request has no comments', async () => {
    const { thread, seen } = await serve([]);
    expect(await thread.updateIfPresent(compose)).toBeUndefined();
    expect(seen).toEqual([]);
  });

  it('updates its own', async () => {
    const { thread, comments } = await serve([foreign(1), own(2)]);
    expect(await thread.updateIfPresent(compose)).toBe('https://github.test/pull/7#issuecomment-2');
    expect(comments[1]?.body).toBe(body);
  });

  it('writes nothing where there is none of its own', async () => {
    const { thread, methods } = await serve([foreign(1)]);
    expect(await thread.updateIfPresent(compose)).toBeUndefined();
    expect(methods()).toEqual(['GET /repos/acme/support/issues/7/comments']);
  });

  it('writes nothing when it was deleted meanwhile', async () => {
    const { thread, methods } = await serve([own(1)], {
      fail: ({ method }) =>
        method === 'PATCH' ? { status: 404, body: { message: 'Not Found' } } : undefined,
    });
    expect(await thread.updateIfPresent(compose)).toBeUndefined();
    expect(methods()).not.toContain('POST /repos/acme/support/issues/7/comments');
  });
});
