import { quote } from '../../domain/quote.ts';
import type { SuspectTest } from '../../domain/verdict.ts';
import { countFixtures } from './nameFixtures.ts';

/**
 * A line for the log: what a suspect's trials settled so far, or what is run again and why. `next`: fresh trials that
 * each fixture is to have; undefined when no round is left.
 */
export function describeRerun(team: string, test: SuspectTest, next: number | undefined): string {
  const name = quote(team);
  const { look, state } = test;
  const times = `${next === 1 ? 'once' : `${next} times`} each on both versions`;
  if (look === undefined) {
    const broke = `${countFixtures(test.broken)} of ${name} broke`;
    const flipped =
      test.fixed === 0 ? broke : `${broke} and ${test.fixed} ${test.fixed === 1 ? 'was' : 'were'} fixed`;
    if (next === undefined) return `${flipped}; nothing is run again.`;
    return test.scope === 'all'
      ? `${flipped}; all of the team are to be run again ${times}, because so many broke.`
      : `${flipped}; to be run again ${times}.`;
  }
  const { baseline, candidate, of } = look.right;
  const seen = `${baseline} of ${of} right on the baseline, ${candidate} of ${of} on the candidate`;
  const after = `${name} after ${look.trials} fresh trials each: ${seen};`;
  if (state === 'regressed') return `${after} regressed.`;
  if (state === 'held') return `${after} held.`;
  return next === undefined ? `${after} inconclusive.` : `${after} not settled, to be run on to ${times}.`;
}
