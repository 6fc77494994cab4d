import type { AttemptCounts, AttemptVerdict, EarlierAttempts } from '../../domain/attempt.ts';

/** All earlier attempts, recent and older ones, by verdict. */
export function countAttempts({ recent, older }: EarlierAttempts): AttemptCounts {
  const count = (verdict: AttemptVerdict) =>
    older[verdict] + recent.filter((attempt) => attempt.verdict === verdict).length;
  return { passed: count('passed'), blocked: count('blocked'), error: count('error') };
}
