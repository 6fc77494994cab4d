import { getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import Bottleneck from 'bottleneck/light.js';
import type { Log } from '../../domain/log.ts';
import { GateError } from '../../domain/problem.ts';

export type Octokit = ReturnType<typeof getOctokit>;

/**
 * The longest wait for a rate limit, in seconds. A secondary limit asks for 60; a primary limit may ask for
 * most of an hour, and a job that sleeps so long bills runner minutes and looks hung.
 */
const longestWait = 90;
const waitsPerRequest = 2;

/** A request without an answer counts as failed after this time; a file of 100 MB fits in. */
const requestTimeoutMs = 60_000;

/**
 * A client for GitHub's API that waits for rate limits of reasonable length and repeats requests that failed
 * on GitHub's side (5xx, no connection) three times, after 1, 4 and 9 seconds.
 *
 * @param token any GitHub token; an empty one is a `GateError`
 * @param apiUrl `https://api.github.com`, or `https://<host>/api/v3` of an Enterprise Server
 * @param secondMs what a second lasts when waiting for a retry; tests make it shorter
 */
export function createOctokit(
  token: string,
  { apiUrl, log, secondMs = 1000 }: { apiUrl: string; log: Log; secondMs?: number },
): Octokit {
  if (token.trim() === '') {
    throw new GateError(
      'The input `github-token` is empty. Leave the input out, so that it is the job’s own token, or give it a token.',
    );
  }
  const waitFor =
    (limit: string) =>
    (retryAfter: number, request: { method: string; url: string }, _octokit: unknown, retries: number) => {
      const patient = retryAfter <= longestWait && retries < waitsPerRequest;
      if (patient) {
        log.info(
          `GitHub’s ${limit} is reached (${request.method} ${request.url}); waiting ${retryAfter} s as it asks.`,
        );
      }
      return patient;
    };
  return getOctokit(
    token,
    {
      baseUrl: apiUrl.replace(/\/+$/, ''),
      userAgent: 'pin-gate',
      log: {
        debug: () => {},
        info: () => {},
        warn: (text) => log.warning(text),
        error: (text) => log.warning(text),
      },
      throttle: {
        retryAfterBaseValue: secondMs,
        onRateLimit: waitFor('rate limit'),
        onSecondaryRateLimit: waitFor('secondary rate limit'),
        // The plugin spaces writes by 1 to 3 seconds and counts GraphQL queries among them. A run makes one
        // query and one write, so that would only make every run a second longer.
        write: unspaced(),
        notifications: unspaced(),
      },
      // 429 belongs to the throttling plugin: retried here, a limit that was refused there would be asked
      // for three more times.
      retry: { doNotRetry: [400, 401, 403, 404, 409, 410, 422, 429, 451], retryAfterBaseValue: secondMs },
    },
    // Hooks wrap from the inside out, so the time-out comes first: each attempt gets its own.
    timeOut,
    throttling,
    retry,
  );
}

function unspaced(): Bottleneck.Group {
  return new Bottleneck.Group({ maxConcurrent: 1, minTime: 0 });
}

function timeOut(octokit: Pick<Octokit, 'hook'>): object {
  octokit.hook.wrap('request', (request, options) =>
    request({ ...options, request: { ...options.request, signal: AbortSignal.timeout(requestTimeoutMs) } }),
  );
  return {};
}
