import { APIConnectionTimeoutError, APIError, APIUserAbortError } from '@anthropic-ai/sdk';
import type { KeySource } from '../../domain/keySource.ts';
import { ServiceError, type ServiceErrorKind } from '../../domain/serviceError.ts';
import { shorten } from '../../domain/shorten.ts';

/** A proxy may answer with a whole page. */
const LONGEST_MESSAGE = 500;

/** Anything that the SDK or the connection throws, in the core's words. */
export function toServiceError(error: unknown, keySource: KeySource): ServiceError {
  if (error instanceof ServiceError) return error;
  if (error instanceof APIUserAbortError) return unavailable('The request was given up.', error);
  if (error instanceof APIConnectionTimeoutError)
    return unavailable('Managed Agents did not answer in time.', error);
  if (readField(error, 'name') === 'SyntaxError')
    return unavailable('Managed Agents sent an answer that is no JSON.', error);
  if (!(error instanceof APIError) || error.status === undefined)
    return unavailable(`The connection to Managed Agents failed: ${describeCause(error)}.`, error);

  const status: number = error.status;
  const retryAfterMs = status === 429 ? readRetryAfter(error.headers) : undefined;
  return new ServiceError(
    'Managed Agents',
    kindOf(status, retryAfterMs),
    shorten(error.apiMessage ?? error.message, LONGEST_MESSAGE),
    {
      ...{ status, keySource, cause: error },
      ...(retryAfterMs === undefined ? {} : { retryAfterMs }),
      ...(error.requestID == null ? {} : { requestId: error.requestID }),
    },
  );
}

function kindOf(status: number, retryAfterMs: number | undefined): ServiceErrorKind {
  if (status === 401) return 'unauthorized';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 409) return 'conflict';
  if (status === 429) return retryAfterMs === undefined ? 'spend-limit' : 'rate-limited';
  return status === 408 || status >= 500 ? 'unavailable' : 'invalid';
}

/** Milliseconds to wait, from `retry-after-ms` or `retry-after` (seconds or a date); undefined without either. */
function readRetryAfter(headers: Headers | undefined): number | undefined {
  const ms = parseNumber(headers?.get('retry-after-ms'));
  if (ms !== undefined) return ms;
  const after = headers?.get('retry-after');
  const seconds = parseNumber(after);
  if (seconds !== undefined) return seconds * 1000;
  const date = Date.parse(after ?? '');
  return Number.isNaN(date) ? undefined : Math.max(0, date - Date.now());
}

function parseNumber(text: string | null | undefined): number | undefined {
  return text != null && /^\s*\d+(\.\d+)?\s*$/.test(text) ? Number(text) : undefined;
}

/** The innermost cause says what happened (`ECONNREFUSED …`); what is around it says "fetch failed". */
function describeCause(error: unknown): string {
  const cause = readField(error, 'cause');
  if (typeof cause === 'object' && cause !== null) return describeCause(cause);
  const texts = [readField(error, 'message'), readField(error, 'code'), String(error)];
  return String(texts.find((text) => typeof text === 'string' && text !== '')).replace(/\.$/, '');
}

/** Node's own errors may come from another realm, where `instanceof Error` does not hold. */
function readField(error: unknown, field: string): unknown {
  return typeof error === 'object' && error !== null ? Reflect.get(error, field) : undefined;
}

function unavailable(message: string, cause: unknown): ServiceError {
  return new ServiceError('Managed Agents', 'unavailable', message, { cause });
}
