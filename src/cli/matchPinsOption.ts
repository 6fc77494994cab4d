import { findGlobFault } from '../config/findGlobFault.ts';
import { GateError } from '../domain/problem.ts';
import { quote } from '../domain/quote.ts';
import { matchPins } from '../find/matchPins.ts';

/**
 * What `--pins` says, as a question to ask of a path.
 *
 * @throws GateError for a pattern that can match nothing
 */
export function matchPinsOption(globs: readonly string[]): (path: string) => boolean {
  for (const glob of globs) {
    const fault = findGlobFault(glob);
    if (fault !== undefined) throw new GateError(`The pattern ${quote(glob)} of --pins ${fault}.`);
  }
  return matchPins(globs);
}
