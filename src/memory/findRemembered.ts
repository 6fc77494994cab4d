import type { SealedEvaluation } from '../domain/memory.ts';
import type { RememberedEvaluation } from '../domain/result.ts';

/** Models behind a version can change without its number: an older evaluation is run again. In milliseconds. */
const OLDEST_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * The newest good evaluation of a draft that was of the same subject and became this very version, and so is the
 * number's that took the draft's place. Another version with an equal configuration does not do: it may differ in what
 * the gate does not know. What was evaluated as a number is evaluated again when somebody asks for it.
 *
 * @param version the candidate's
 * @param now milliseconds since the epoch
 */
export function findRemembered(
  kept: readonly SealedEvaluation[],
  subject: string,
  version: number,
  now: number,
): RememberedEvaluation | undefined {
  return kept.findLast(
    ({ isDraft, subject: known, evaluation: { candidate, at } }) =>
      isDraft && known === subject && candidate.version === version && now - at <= OLDEST_MS,
  )?.evaluation;
}

/** The newest good evaluation of a version, whatever it was compared with. */
export function findScores(
  kept: readonly SealedEvaluation[],
  agent: string,
  version: number,
): RememberedEvaluation | undefined {
  return kept.findLast(
    ({ evaluation: { candidate } }) => candidate.agent === agent && candidate.version === version,
  )?.evaluation;
}
