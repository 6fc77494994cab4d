import { getOctokit } from '@actions/github';
import { describe, expect, it } from '@jest/globals';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import type { GitHub } from '../../../emulator/github/createGitHub.ts';
import { ask, octokitOf, refusal, repo, start, startGitHub } from './startGitHub.ts';

const path = '/repos/acme/agents';

async function messageOf(response: Response): Promise<unknown> {
  const body: unknown = await response.json();
  return typeof body === 'object' && body !== null && 'message' in body ? body.message : undefined;
}

/** The client with both plugins, waiting milliseconds where it would wait seconds. */
function patientOctokit(github: GitHub) {
  const waits: [kind: string, seconds: number][] = [];
  const octokit = getOctokit(
    github.issueToken(),
    {
      baseUrl: github.url,
      retry: { retryAfterBaseValue: 1 },
      throttle: {
        retryAfterBaseValue: 1,
        onRateLimit: (seconds: number) => waits.push(['primary', seconds]) > 0,
        onSecondaryRateLimit: (seconds: number) => waits.push(['secondary', seconds]) > 0,
      },
    },
    retry,
    throttling,
  );
  return { octokit, waits };
}

describe('the rate limit', () => {
  it('is told with every answer, and costs nothing for what has not changed', async () => {
    let now = start;
    const github = await startGitHub({ clock: { now: () => now }, limits: { requestsPerHour: 3 } });
    const token = github.issueToken();
    const left = (response: Response) => response.headers.get('x-ratelimit-remaining');

    const first = await ask(github, path, { token });
    const etag = first.headers.get('etag') ?? '';
    const same = await ask(github, path, { token, headers: { 'if-none-match': etag } });
    expect([first.status, left(first), first.headers.get('x-ratelimit-limit')]).toEqual([200, '2', '3']);
    expect(first.headers.get('x-ratelimit-reset')).toBe(String(start / 1000 + 3600));
    expect([same.status, await same.text(), left(same)]).toEqual([304, '', '2']);

    expect(left(await ask(github, '/repos/acme/none', { token }))).toBe('1');
    expect(left(await ask(github, path, { token }))).toBe('0');
    const refused = await ask(github, path, { token });
    expect([refused.status, left(refused), await messageOf(refused)]).toEqual([
      403,
      '0',
      'API rate limit exceeded for installation ID 1.',
    ]);
    const asked = await ask(github, '/rate_limit', { token });
    expect(await asked.json()).toMatchObject({ rate: { limit: 3, used: 3, remaining: 0 } });
    expect((await ask(github, path, { token: github.issueToken() })).status).toBe(200);

    now += 3_599_999;
    expect((await ask(github, path, { token })).status).toBe(403);
    now += 1;
    expect((await ask(github, path, { token })).status).toBe(200);
  });

  it('sends what has changed anew', async () => {
    const github = await startGitHub();
    const file = `${path}/contents/pin.yml`;
    const etag = (await ask(github, file)).headers.get('etag') ?? '';
    await github.commit({ branch: 'main', files: { 'pin.yml': 'new' } });
    expect((await ask(github, file, { headers: { 'if-none-match': etag } })).status).toBe(200);
  });
});

describe('faults', () => {
  it('spoil as many of the matching requests as they say, and then no more', async () => {
    const github = await startGitHub();
    github.injectFault({
      method: 'GET',
      path: '^/repos/acme/agents$',
      answer: { kind: 'status', status: 502 },
      after: 1,
      times: 2,
    });
    const statuses = [];
    for (let index = 0; index < 5; index += 1) statuses.push((await ask(github, path)).status);
    expect(statuses).toEqual([200, 502, 502, 200, 200]);
    expect((await ask(github, `${path}/branches`)).status).toBe(200);
    expect(github.requestLog().map((request) => request.status)).toEqual([200, 502, 502, 200, 200, 200]);
  });

  it('carry the message and the headers that they are given', async () => {
    const github = await startGitHub();
    github.injectFault({
      path: 'agents',
      answer: { kind: 'status', status: 503, message: 'Unicorn!', headers: { 'retry-after': '7' } },
    });
    const response = await ask(github, path);
    expect([response.status, response.headers.get('retry-after')]).toEqual([503, '7']);
    expect(await response.json()).toMatchObject({ message: 'Unicorn!', status: '503' });
  });

  it('are survived by the client with retries', async () => {
    const github = await startGitHub();
    github.injectFault({ path: '.', answer: { kind: 'status', status: 500 }, times: 2 });
    github.injectFault({ path: '.', answer: { kind: 'dropped' }, after: 2 });
    const { octokit } = patientOctokit(github);
    expect((await octokit.rest.repos.get(repo)).data.full_name).toBe('acme/agents');
    expect(github.requestLog().map((request) => request.status)).toEqual([500, 500, 0, 200]);
  });

  it('look like a secondary rate limit to the throttling plugin', async () => {
    const github = await startGitHub();
    github.injectFault({ path: '.', answer: { kind: 'secondary-rate-limit', retryAfterSeconds: 42 } });
    github.injectFault({ path: '.', answer: { kind: 'secondary-rate-limit' }, after: 1 });
    const { octokit, waits } = patientOctokit(github);
    expect((await octokit.rest.repos.get(repo)).status).toBe(200);
    expect(waits).toEqual([
      ['secondary', 42],
      ['secondary', 60],
    ]);
  });

  it('may be a secondary rate limit with status 429', async () => {
    const github = await startGitHub();
    github.injectFault({ path: '.', answer: { kind: 'secondary-rate-limit', status: 429 } });
    const response = await ask(github, path);
    expect([response.status, response.headers.get('retry-after'), await messageOf(response)]).toEqual([
      429,
      null,
      'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.',
    ]);
  });

  it('look like a primary rate limit to the throttling plugin', async () => {
    const now = Date.now();
    const github = await startGitHub({ clock: { now: () => now } });
    github.injectFault({ path: '.', answer: { kind: 'primary-rate-limit', resetSeconds: 100 } });
    const { octokit, waits } = patientOctokit(github);
    expect((await octokit.rest.repos.get(repo)).status).toBe(200);
    expect(waits).toHaveLength(1);
    const [kind, seconds] = waits[0] ?? ['', 0];
    expect(kind).toBe('primary');
    // The plugin asks the machine's clock, which goes on between.
    expect(seconds).toBeGreaterThan(90);
    expect(seconds).toBeLessThanOrEqual(101);
  });

  it('are a network failure when the connection is dropped', async () => {
    const github = await startGitHub();
    github.injectFault({ path: '.', answer: { kind: 'dropped' } });
    await expect(ask(github, path)).rejects.toThrow('fetch failed');
    const { rest } = octokitOf(github);
    github.injectFault({ path: '.', answer: { kind: 'dropped' } });
    expect(await refusal(rest.repos.get(repo))).toMatchObject({ status: 500 });
  });
});
