/** Time as the core sees it; a test passes its own. All times are milliseconds since the epoch. */
export interface Clock {
  now(): number;
  /** Resolves after `ms`, or at once when `signal` aborts: the caller looks at the signal itself. */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}
