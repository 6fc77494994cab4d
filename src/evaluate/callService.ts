import type { Clock } from '../domain/clock.ts';
import type { Log } from '../domain/log.ts';
import { ServiceError } from '../domain/serviceError.ts';
import type { Pacer, RequestGroup } from './pacer.ts';

/** Retries after a 5xx, a timeout or a lost connection: 0.5, 1 and 2 seconds apart (the SDK's own steps). */
const RETRIES = 3;
const FIRST_BACKOFF_MS = 500;
/** 429s that one request puts up with; each has already held the whole run for its `retry-after`. */
const RATE_LIMITED_TRIES = 6;
/** A longer wait than this is no throttling but a closed door, and a job should not sit in front of it. */
export const LONGEST_PAUSE_MS = 15 * 60_000;
const SPEND_LIMIT_RETRY_MS = 1_000;

export interface CallPorts {
  readonly clock: Clock;
  readonly log: Log;
  readonly pacer: Pacer;
  /** 0 to 1. */
  readonly random: () => number;
}

export interface CallHooks {
  /** The wait for the pacer starts: time from here to `onSend` is ours, not the trial's. */
  readonly onHold?: () => void;
  readonly onSend?: () => void;
  /** The request failed in a way that leaves open whether it took effect. */
  readonly onUncertain?: () => void;
}

/** What `callService` throws when its signal aborts: the caller knows why, and that it gave up by itself. */
export class GivenUp extends Error {
  override readonly name = 'GivenUp';
}

/**
 * Sends one request of the service: waits for its turn, retries what retrying can mend, and makes the whole
 * run wait when the service asks for it.
 *
 * Throws the last `ServiceError` when the retries are used up or pointless, `GivenUp` when `signal` aborts
 * while nothing is on the wire. Whether an abort also cancels a request on the wire is up to `request`.
 */
export async function callService<T>(
  group: RequestGroup,
  request: () => Promise<T>,
  ports: CallPorts,
  signal: AbortSignal,
  hooks: CallHooks = {},
): Promise<T> {
  let failures = 0;
  let rateLimited = 0;
  let spendLimited = 0;
  for (;;) {
    hooks.onHold?.();
    await ports.pacer.admit(group, signal);
    if (signal.aborted) throw new GivenUp();
    hooks.onSend?.();
    try {
      return await request();
    } catch (error) {
      if (mayHaveTakenEffect(error)) hooks.onUncertain?.();
      if (signal.aborted) throw new GivenUp();
      if (!(error instanceof ServiceError)) throw error;
      switch (error.kind) {
        case 'unavailable':
          if (failures === RETRIES) throw error;
          await ports.clock.sleep(backoffMs(failures, ports.random), signal);
          failures += 1;
          break;
        case 'rate-limited': {
          rateLimited += 1;
          const pause = error.retryAfterMs ?? 0;
          if (rateLimited === RATE_LIMITED_TRIES || pause > LONGEST_PAUSE_MS) throw error;
          if (ports.pacer.slowDown(group, pause)) ports.log.info(describePause(group, pause));
          break;
        }
        case 'spend-limit':
          spendLimited += 1;
          if (spendLimited > 1) throw error;
          await ports.clock.sleep(SPEND_LIMIT_RETRY_MS, signal);
          break;
        default:
          throw error;
      }
      if (signal.aborted) throw new GivenUp();
    }
  }
}

/**
 * Whether a failed request may have done its work all the same: 5xx, a lost connection, an abort on our side,
 * or an answer with a good status that could not be read.
 */
export function mayHaveTakenEffect(error: unknown): boolean {
  if (!(error instanceof ServiceError)) return true;
  return error.kind === 'unavailable' || (error.status !== undefined && error.status < 300);
}

function describePause(group: RequestGroup, ms: number): string {
  return (
    `Managed Agents is at its rate limit (429): nothing is sent for ${(ms / 1000).toFixed(1)} s, ` +
    `and ${group} requests go at half their rate for a minute after that.`
  );
}

/** 0.5·2ⁿ s, up to a quarter less by chance, so that clients that failed together do not come back together. */
function backoffMs(failures: number, random: () => number): number {
  return FIRST_BACKOFF_MS * 2 ** failures * (1 - 0.25 * random());
}
