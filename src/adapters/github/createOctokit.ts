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
 * @param timeoutMs how long one attempt may take
 */
export function createOctokit(
  token: string,
  {
    apiUrl,
    log,
    secondMs = 1000,
    timeoutMs = requestTimeoutMs,
  }: { apiUrl: string; log: Log; secondMs?: number; timeoutMs?: number },
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
    // Before the retries, so that it is called for each attempt.
    sendWithCare(timeoutMs),
    throttling,
    retry,
  );
}

function unspaced(): Bottleneck.Group {
  return new Bottleneck.Group({ maxConcurrent: 1, minTime: 0 });
}

/**
 * The responses by their bodies. Octokit hands on the body of a raw file and lets go of the response; and when the
 * garbage collector takes that before anybody reads, fetch cancels the body, which then reads as an empty file,
 * without an error. The map is the module's, since a client too may be gone before its last body is read.
 */
const responses = new WeakMap<ReadableStream, Response>();

/**
 * Gives each attempt its own time-out, and keeps each response as long as its body. The options are changed in
 * place: all hooks share them, and what one hands to the next is ignored.
 */
function sendWithCare(timeoutMs: number): (octokit: Pick<Octokit, 'hook'>) => object {
  return (octokit) => {
    octokit.hook.wrap('request', (request, options) => {
      const send: typeof fetch = options.request?.fetch ?? fetch;
      const sendAndHold: typeof fetch = async (...args) => {
        const response = await send(...args);
        if (response.body !== null) responses.set(response.body, response);
        return response;
      };
      const signal = AbortSignal.timeout(timeoutMs);
      Object.assign(options, { request: { ...options.request, signal, fetch: sendAndHold } });
      return request(options);
    });
    return {};
  };
}
