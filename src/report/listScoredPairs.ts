import type { FixtureResult, Trial } from '../domain/trial.ts';

/** A pair of first trials that could be scored on both versions; without a baseline the candidate's trial alone. */
export interface ScoredPair {
  readonly baseline: Trial | undefined;
  readonly candidate: Trial;
}

/**
 * The first trials that count, by the rule of the scores: a trial that could not be scored takes its pair away from
 * both versions, so that "was 0" never means "was not asked".
 */
export function listScoredPairs({ baseline, candidate }: FixtureResult): readonly ScoredPair[] {
  const scored = candidate.filter(isScored);
  if (baseline.length === 0) return scored.map((trial) => ({ baseline: undefined, candidate: trial }));
  const baselines = new Map(baseline.filter(isScored).map((trial) => [trial.index, trial]));
  return scored.flatMap((trial) => {
    const other = baselines.get(trial.index);
    return other === undefined ? [] : [{ baseline: other, candidate: trial }];
  });
}

function isScored({ grade }: Trial): boolean {
  return grade.kind !== 'not-scored';
}
