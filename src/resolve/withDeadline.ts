import type { Clock } from '../domain/clock.ts';

export interface DeadlineContext {
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/** What `task` comes to, or `late` once `ms` milliseconds are over: its signal is aborted then. */
export async function withDeadline<T>(
  ms: number,
  { clock, signal }: DeadlineContext,
  task: (signal: AbortSignal) => Promise<T>,
  late: T,
): Promise<T> {
  const deadline = new AbortController();
  const over = new AbortController();
  const end = clock.sleep(ms, over.signal).then((): T => {
    deadline.abort();
    return late;
  });
  try {
    return await Promise.race([task(AbortSignal.any([signal, deadline.signal])), end]);
  } finally {
    over.abort();
  }
}
