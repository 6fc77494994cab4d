import type { AttemptVerdict } from '../../domain/attempt.ts';
import type { RunVerdict } from '../../domain/result.ts';

/** What an evaluation counts as: one that only waits for its number was a pass. Undefined where there was none. */
export function toAttemptVerdict(verdict: RunVerdict): AttemptVerdict | undefined {
  if (verdict === 'skipped') return undefined;
  return verdict === 'pending' ? 'passed' : verdict;
}
