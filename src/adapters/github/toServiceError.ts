import { z } from 'zod';
import { GateError } from '../../domain/problem.ts';
import { ServiceError } from '../../domain/serviceError.ts';
import { shorten } from '../../domain/shorten.ts';

/** What a request is for, so that its failure can be told to the person who can mend it. */
export interface Call {
  /** Completes "GitHub was asked to …": `read pull request #7 of acme/support`. */
  readonly purpose: string;
  /** The line that the job's `permissions:` needs: `pull-requests: read`. */
  readonly permission: string;
}

/** Octokit's `RequestError`, by shape: several copies of the class may be loaded. No `response`: no answer. */
const requestErrorSchema = z.object({
  status: z.number(),
  message: z.string(),
  response: z
    .object({
      headers: z.record(z.string(), z.union([z.string(), z.number()]).optional()),
      data: z.unknown(),
    })
    .optional(),
});

const graphqlErrorSchema = z.object({
  errors: z.array(z.object({ message: z.string(), type: z.string().optional() })).min(1),
  headers: z.record(z.string(), z.union([z.string(), z.number()]).optional()).optional(),
});

/** What REST would answer with the status for: GraphQL answers 200 whatever happens. */
const statusOfType: Readonly<Record<string, number>> = { FORBIDDEN: 403, NOT_FOUND: 404, RATE_LIMITED: 429 };

/** Turns whatever Octokit threw into a `ServiceError` whose message says what to do. */
export function toServiceError(error: unknown, call: Call): ServiceError | GateError {
  if (error instanceof ServiceError || error instanceof GateError) return error;
  const parsed = requestErrorSchema.safeParse(asRequestError(error) ?? error);
  if (!parsed.success) {
    const graphql = graphqlErrorSchema.safeParse(error);
    const detail = graphql.success
      ? graphql.data.errors.map(({ message }) => message).join('; ')
      : error instanceof Error
        ? error.message
        : String(error);
    return new ServiceError(
      'GitHub',
      graphql.success ? 'invalid' : 'unavailable',
      `GitHub was asked to ${call.purpose} and failed: ${shorten(detail, 300)}.`,
      { cause: error },
    );
  }

  const { status, response } = parsed.data;
  const header = (name: string): string | undefined => response?.headers[name]?.toString();
  const requestId = header('x-github-request-id');
  const more = { cause: error, ...(requestId === undefined ? {} : { requestId }) };
  // GitHub appends the address of its documentation, which says less than the sentences here.
  const said = shorten(
    parsed.data.message
      .replace(/ - https:\/\/\S+$/, '')
      .replace(/\s+/g, ' ')
      .trim(),
    300,
  );

  if (response === undefined) {
    return new ServiceError(
      'GitHub',
      'unavailable',
      `GitHub could not be reached to ${call.purpose}: ${said}. Run this again; on a machine of your own, check its way to the API.`,
      more,
    );
  }
  const withStatus = { ...more, status };
  const limit = rateLimit(status, said, header);
  if (limit !== undefined) {
    return new ServiceError(
      'GitHub',
      'rate-limited',
      `GitHub’s rate limit for this token is used up, so it did not ${call.purpose} (${status}: ${said}). ` +
        `It can be used again at ${new Date(limit.until).toISOString()}; run this again then.`,
      { ...withStatus, retryAfterMs: Math.max(0, limit.until - Date.now()) },
    );
  }
  switch (status) {
    case 401:
      return new ServiceError(
        'GitHub',
        'unauthorized',
        `GitHub refused the token when asked to ${call.purpose} (401: ${said}). Renew it; a workflow that ` +
          'leaves the input `github-token` out has the job’s own.',
        withStatus,
      );
    case 403:
      return new ServiceError(
        'GitHub',
        'forbidden',
        `GitHub does not let this token ${call.purpose} (403: ${said}). It needs \`${call.permission}\`, ` +
          `which a job’s token gets by \`permissions:\`${call.permission.endsWith('write') ? '; on a pull request from a fork the token is read-only, whatever the workflow says' : ''}.`,
        withStatus,
      );
    case 404:
      return new ServiceError(
        'GitHub',
        'not-found',
        `GitHub answered “not found” when asked to ${call.purpose} (404: ${said}). Either it does not exist, or the ` +
          `token may not see it: it needs \`${call.permission}\`, which a job’s token gets by \`permissions:\`.`,
        withStatus,
      );
    default:
      return status >= 500
        ? new ServiceError(
            'GitHub',
            'unavailable',
            `GitHub failed when asked to ${call.purpose}, several times (${status}: ${said}). Run this again; https://www.githubstatus.com says whether GitHub has trouble.`,
            withStatus,
          )
        : new ServiceError(
            'GitHub',
            status === 409 ? 'conflict' : 'invalid',
            `GitHub was asked to ${call.purpose} and refused (${status}: ${said}).`,
            withStatus,
          );
  }
}

/** A GraphQL error of a kind that REST has a status for, in the shape of a REST error. */
function asRequestError(error: unknown): z.infer<typeof requestErrorSchema> | undefined {
  const graphql = graphqlErrorSchema.safeParse(error);
  const first = graphql.data?.errors.find(
    ({ type }) => type !== undefined && Object.hasOwn(statusOfType, type),
  );
  const status = statusOfType[first?.type ?? ''];
  if (first === undefined || status === undefined) return undefined;
  return {
    status,
    message: first.message,
    response: { headers: graphql.data?.headers ?? {}, data: undefined },
  };
}

/** When the limit ends (milliseconds since the epoch), if the answer is about one. */
function rateLimit(
  status: number,
  said: string,
  header: (name: string) => string | undefined,
): { until: number } | undefined {
  if (status !== 403 && status !== 429) return undefined;
  const retryAfter = Number(header('retry-after') ?? Number.NaN);
  const reset = Number(header('x-ratelimit-reset') ?? Number.NaN);
  const exhausted = header('x-ratelimit-remaining') === '0';
  if (status === 403 && !exhausted && !/\brate limit/i.test(said)) return undefined;
  if (Number.isFinite(retryAfter)) return { until: Date.now() + retryAfter * 1000 };
  if (exhausted && Number.isFinite(reset)) return { until: reset * 1000 };
  // GitHub's advice for a secondary limit that names no time: wait at least a minute.
  return { until: Date.now() + 60_000 };
}
