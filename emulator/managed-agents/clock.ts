/** Time as the emulator sees it. All times are milliseconds since the epoch. */
export interface Clock {
  now(): number;
  /** Runs `action` once after `delayMs`; the returned function cancels it. Never runs it synchronously. */
  schedule(delayMs: number, action: () => void): () => void;
}

/** The machine's clock. Its timers do not keep the process alive: the listening server does. */
export const realClock: Clock = {
  now: () => Date.now(),
  schedule(delayMs, action) {
    const timer = setTimeout(action, delayMs);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** The time as the wire has it: RFC 3339, UTC, milliseconds. */
export function formatTime(ms: number): string {
  return new Date(ms).toISOString();
}
