import type { Clock } from '../domain/clock.ts';
import { ServiceError } from '../domain/serviceError.ts';

/** Pauses before the second, third and fourth try, in milliseconds. */
const PAUSES = [500, 1000, 2000];

/** A check should rather fail than hang because the service asks for more than this, in milliseconds. */
const LONGEST_WAIT = 60_000;

/**
 * Calls the service, up to four times where trying again may help: it was unavailable, or limited the rate
 * (then after the time it asked for, unless that is longer than `longestWait` milliseconds, a minute by default). For reads only: a service that was
 * unavailable may have done what it was asked to.
 * Throws the last error, or the signal's reason once it is aborted.
 */
export async function callService<T>(
  call: () => Promise<T>,
  clock: Clock,
  signal: AbortSignal | undefined,
  longestWait = LONGEST_WAIT,
): Promise<T> {
  for (let tried = 0; ; tried += 1) {
    signal?.throwIfAborted();
    try {
      return await call();
    } catch (error) {
      const pause = PAUSES[tried];
      const wait = pause === undefined ? undefined : findWait(error, pause);
      if (wait === undefined || wait > longestWait) throw error;
      await clock.sleep(wait, signal);
    }
  }
}

function findWait(error: unknown, pause: number): number | undefined {
  if (!(error instanceof ServiceError)) return undefined;
  if (error.kind === 'unavailable') return pause;
  return error.kind === 'rate-limited' ? Math.max(pause, error.retryAfterMs ?? 0) : undefined;
}
