import type { FixtureResult, Trial } from '../../domain/trial.ts';
import type { Table } from '../statistics/table.ts';

/**
 * A fixture's fresh trials that are scored on both versions, the first `trials` pairs only: what a round looks at
 * does not change when later rounds add to it.
 */
export function countFresh({ fresh }: FixtureResult, trials = Number.POSITIVE_INFINITY): Table {
  const baselines = scoredBefore(fresh.baseline, trials);
  const candidates = scoredBefore(fresh.candidate, trials);
  const pairs = [...baselines.keys()].filter((index) => candidates.has(index));
  const countRight = (side: ReadonlyMap<number, boolean>) =>
    pairs.filter((index) => side.get(index) === true).length;
  return {
    pairs: pairs.length,
    baselineRight: countRight(baselines),
    candidateRight: countRight(candidates),
  };
}

/** Whether each scored trial was right, by its index. */
function scoredBefore(trials: readonly Trial[], end: number): ReadonlyMap<number, boolean> {
  return new Map(
    trials
      .filter(({ index, grade }) => index < end && grade.kind !== 'not-scored')
      .map(({ index, grade }) => [index, grade.kind === 'right']),
  );
}
