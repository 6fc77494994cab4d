import type { Problem } from '../domain/problem.ts';
import { quote } from '../domain/quote.ts';
import type { SuspectTest } from '../domain/verdict.ts';
import type { Round } from './confirm/confirmation.ts';
import { isRerunCovered } from './judgeTeam.ts';
import type { TeamScore } from './scoreTeam.ts';
import { describeFreshNotScored } from './sentences/describeNotScored.ts';

/**
 * Why the fresh trials cannot decide what the first ones raised, as sentences: those that were due were not run, or
 * the service failed in them and what is left settles nothing. Chance is not among these: that is inconclusive.
 */
export function explainReruns(
  scores: readonly TeamScore[],
  tests: ReadonlyMap<number, SuspectTest>,
  more: {
    readonly coverage: number;
    /** The round that was due and was not run to its end. */
    readonly next: Round | undefined;
    readonly unconfirmed: Problem | undefined;
  },
): readonly string[] {
  const { coverage, next, unconfirmed } = more;
  const failed = scores.flatMap((score, index) =>
    tests.get(index)?.state === 'open' && !isRerunCovered(score, coverage)
      ? [
          `Could not evaluate ${quote(score.team)}: what broke there was run again, and ${describeFreshNotScored(score)} ` +
            'have no score; the others settle nothing.',
        ]
      : [],
  );
  if (next !== undefined && (failed.length === 0 || unconfirmed !== undefined)) {
    const teams = next.suspects.map(({ team }) => quote(scores[team]?.team ?? '')).join(', ');
    return [
      unconfirmed?.message ??
        `Could not confirm what the first trials show in ${teams}: the fresh trials that were due were not run.`,
    ];
  }
  return failed;
}
