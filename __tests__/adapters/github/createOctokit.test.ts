import { createServer } from 'node:http';
import { afterEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { ask } from '../../../src/adapters/github/ask.ts';
import { createOctokit } from '../../../src/adapters/github/createOctokit.ts';
import { createRecordingLog } from '../../helpers/createRecordingLog.ts';
import { type CannedAnswer, startServer } from '../../helpers/startServer.ts';

let close: () => Promise<void> = async () => {};
afterEach(() => close());

/** Answers with `answers` in turn, the last one for ever, and asks once. */
async function askWith(answers: CannedAnswer[]) {
  let turn = 0;
  const server = await startServer(() => answers[Math.min(turn++, answers.length - 1)] ?? {});
  close = server.close;
  const log = createRecordingLog();
  const octokit = createOctokit('secret', { apiUrl: `${server.url}/api/v3/`, log, secondMs: 1 });
  const asked = ask({ purpose: 'read it', permission: 'contents: read' }, z.object({ ok: z.boolean() }), () =>
    octokit.request('GET /thing'),
  );
  const outcome = await asked.then(
    ({ data }) => data,
    (error: unknown) => error,
  );
  return { outcome, seen: server.seen, lines: log.lines };
}

const fine: CannedAnswer = { body: { ok: true } };
const exhausted = (seconds: number): CannedAnswer => ({
  status: 403,
  headers: {
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + seconds),
  },
  body: { message: 'API rate limit exceeded for installation ID 1.' },
});

describe('createOctokit', () => {
  it('sends the token to the address it is given, an Enterprise Server’s path included', async () => {
    const { outcome, seen } = await askWith([fine]);
    expect(outcome).toEqual({ ok: true });
    expect(seen[0]).toMatchObject({ url: '/api/v3/thing', headers: { authorization: 'token secret' } });
    expect(seen[0]?.headers['user-agent']).toMatch(/^pin-gate /);
  });

  it('refuses an empty token with a sentence', () => {
    expect(() => createOctokit(' ', { apiUrl: 'http://localhost', log: createRecordingLog() })).toThrow(
      'The input `github-token` is empty.',
    );
  });

  it('repeats what failed on GitHub’s side', async () => {
    const { outcome, seen } = await askWith([{ status: 502 }, { status: 500 }, fine]);
    expect(outcome).toEqual({ ok: true });
    expect(seen).toHaveLength(3);
  });

  it('waits no longer for an answer than an attempt may take, and tries again', async () => {
    let asked = 0;
    const server = createServer((_request, response) => {
      asked += 1;
      if (asked > 1) response.writeHead(200, { 'content-type': 'application/json' }).end('{"ok":true}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    close = async () => {
      server.closeAllConnections();
      server.close();
    };
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('not listening');
    const octokit = createOctokit('secret', {
      apiUrl: `http://127.0.0.1:${address.port}`,
      log: createRecordingLog(),
      secondMs: 1,
      timeoutMs: 1_000,
    });
    expect((await octokit.request('GET /thing')).data).toEqual({ ok: true });
    expect(asked).toBeGreaterThan(1);
  }, 30_000);

  it('gives up after four attempts', async () => {
    const { outcome, seen } = await askWith([{ status: 503, body: { message: 'Unicorn' } }]);
    expect(outcome).toMatchObject({ kind: 'unavailable', status: 503 });
    expect(String(outcome)).toContain('GitHub failed when asked to read it, several times (503: Unicorn)');
    expect(seen).toHaveLength(4);
  });

  it.each([401, 403, 404, 409, 422])('asks once when the answer is %i', async (status) => {
    const { outcome, seen } = await askWith([{ status, body: { message: 'no' } }]);
    expect(outcome).toMatchObject({ name: 'ServiceError', status });
    expect(seen).toHaveLength(1);
  });

  it('waits for a secondary limit as it asks, and says so', async () => {
    const { outcome, lines } = await askWith([
      {
        status: 429,
        headers: { 'retry-after': '7' },
        body: { message: 'You have exceeded a secondary rate limit.' },
      },
      fine,
    ]);
    expect(outcome).toEqual({ ok: true });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(
      /^info: GitHub’s secondary rate limit is reached \(GET .*\); waiting 7 s as it asks\.$/,
    );
  });

  it('stops waiting after the second time', async () => {
    const { outcome, seen } = await askWith([
      {
        status: 403,
        headers: { 'retry-after': '1' },
        body: { message: 'You have exceeded a secondary rate limit.' },
      },
    ]);
    expect(outcome).toMatchObject({ kind: 'rate-limited', status: 403, retryAfterMs: expect.any(Number) });
    expect(seen).toHaveLength(3);
  });

  it.each([403, 429])(
    'does not wait 50 minutes for a primary limit (%i), it says when it ends',
    async (status) => {
      const answer = { ...exhausted(3000), status };
      const { outcome, seen, lines } = await askWith([answer]);
      expect(seen).toHaveLength(1);
      expect(lines).toEqual([]);
      const until = new Date(Number(answer.headers?.['x-ratelimit-reset']) * 1000).toISOString();
      expect(outcome).toMatchObject({ kind: 'rate-limited', status });
      expect(String(outcome)).toContain(
        `GitHub’s rate limit for this token is used up, so it did not read it (${status}: API rate limit exceeded for installation ID 1.). It can be used again at ${until}`,
      );
    },
  );

  it('waits for a primary limit that ends soon', async () => {
    const { outcome, seen } = await askWith([exhausted(5), fine]);
    expect(outcome).toEqual({ ok: true });
    expect(seen).toHaveLength(2);
  });

  it('says that there is no way to GitHub', async () => {
    const gone = await startServer(() => fine);
    await gone.close();
    const octokit = createOctokit('t', { apiUrl: gone.url, log: createRecordingLog(), secondMs: 1 });
    await expect(
      ask({ purpose: 'read it', permission: 'contents: read' }, z.unknown(), () => octokit.request('GET /')),
    ).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringContaining('could not be reached to read it'),
    });
  });
});
