import type { Clock } from '../clock.ts';

/**
 * Runs a generator that yields delays in milliseconds; one of 0 is not waited for, an infinite one never
 * ends. The first step is run by the clock, too, and not at once. Returns what stops it where it stands.
 */
export function runSteps(clock: Clock, steps: Generator<number, void>): () => void {
  const advance = (): void => {
    for (let step = steps.next(); step.done !== true; step = steps.next()) {
      if (step.value === Number.POSITIVE_INFINITY) return;
      if (step.value > 0) {
        cancelTimer = clock.schedule(step.value, advance);
        return;
      }
    }
  };
  let cancelTimer = clock.schedule(0, advance);
  return () => cancelTimer();
}
