import type { PinResult } from '../../domain/result.ts';
import { formatTime } from '../formatTime.ts';

/** Why nothing was run for this pin, and what its verdict stands on, as one sentence. */
export function explainRemembered({
  candidate,
  evaluation,
}: Extract<PinResult, { state: 'remembered' }>): string {
  return (
    `Nothing was run this time: version ${candidate.version} is what run ${evaluation.run.id} evaluated as a draft ` +
    `at ${formatTime(evaluation.at)}. Configuration, fixtures and policy are the same.`
  );
}
