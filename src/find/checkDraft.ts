import type { Change } from '../domain/change.ts';
import type { EvaluatedPinChange } from '../domain/pin.ts';
import type { Problem } from '../domain/problem.ts';

/**
 * Why `version: next` has no place in this change; undefined where it has one, or the pin names its version. A merge
 * queue holds what is about to be production's, and production cannot read the word.
 */
export function checkDraft(pin: EvaluatedPinChange, change: Change): Problem | undefined {
  if (pin.kind !== 'drafted' || change.kind !== 'merge-group') return undefined;
  return {
    file: pin.path,
    line: pin.candidate.versionLine,
    message:
      '`version: next` cannot be merged, since production cannot read it: take the pull request out of the merge queue, and ' +
      'write the number that its check suggests.',
  };
}
