import type { CandidatePin } from '../../domain/pin.ts';
import type { Problem } from '../../domain/problem.ts';

/** A sentence on the line of a pin's version. */
export function placeOn({ path, versionLine }: CandidatePin, message: string): Problem {
  return { file: path, line: versionLine, message };
}
