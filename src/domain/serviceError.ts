import type { KeySource } from './keySource.ts';

/**
 * Why a call to a service failed, as far as what to do next depends on it:
 *
 * - `unauthorized` (401), `forbidden` (403), `not-found` (404), `invalid` (other 4xx), `conflict` (409):
 *   sending it again changes nothing;
 * - `rate-limited`: a 429 that names a time to wait;
 * - `spend-limit`: a 429 that names none and goes on failing;
 * - `unavailable`: 5xx, a timeout or no connection. The call may or may not have taken effect.
 */
export type ServiceErrorKind =
  | 'unauthorized'
  | 'forbidden'
  | 'not-found'
  | 'invalid'
  | 'conflict'
  | 'rate-limited'
  | 'spend-limit'
  | 'unavailable';

/** A failed call to GitHub or to Managed Agents, in the core's words; adapters translate into it. */
export class ServiceError extends Error {
  override readonly name = 'ServiceError';
  readonly service: 'GitHub' | 'Managed Agents';
  readonly kind: ServiceErrorKind;
  readonly status: number | undefined;
  /** How long a 429 asks to wait, in milliseconds. */
  readonly retryAfterMs: number | undefined;
  readonly requestId: string | undefined;
  /** Where the key was read with which Managed Agents was called: sentences say what to mend there. */
  readonly keySource: KeySource;

  constructor(
    service: 'GitHub' | 'Managed Agents',
    kind: ServiceErrorKind,
    message: string,
    more: {
      status?: number;
      retryAfterMs?: number;
      requestId?: string;
      keySource?: KeySource;
      cause?: unknown;
    } = {},
  ) {
    super(message, { cause: more.cause });
    this.service = service;
    this.kind = kind;
    this.status = more.status;
    this.retryAfterMs = more.retryAfterMs;
    this.requestId = more.requestId;
    this.keySource = more.keySource ?? 'workflow';
  }

  /** Whether an answer came and could not be read: it took effect, and says neither yes nor no. */
  get isUnreadable(): boolean {
    return this.kind === 'invalid' && this.status === 200;
  }
}
