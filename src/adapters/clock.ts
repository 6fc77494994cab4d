import type { Clock } from '../domain/clock.ts';

/** The longest delay that one timer can represent; anything above would fire at once. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * The machine's clock. It is steady: a correction of the wall clock during a run moves neither a deadline
 * nor a measured latency.
 */
export const systemClock: Clock = {
  now: () => performance.timeOrigin + performance.now(),
  sleep: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted) return resolve();
      const finish = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', finish);
        resolve();
      };
      const timer = setTimeout(finish, Math.min(Math.max(0, Math.ceil(ms)), LONGEST_TIMER_MS));
      signal?.addEventListener('abort', finish, { once: true });
    }),
};
