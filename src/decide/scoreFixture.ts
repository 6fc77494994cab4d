import type { FixtureResult, Trial } from '../domain/trial.ts';
import type { FixtureScore } from '../domain/verdict.ts';

/** A fixture's pairs that are scored on both sides, and how many of them each side got right. */
export interface FixtureCount {
  readonly result: FixtureResult;
  /** 0: the fixture is not scored. */
  readonly pairs: number;
  /** 0 where there is no baseline. */
  readonly baselineRight: number;
  readonly candidateRight: number;
  /** The trials of the side that the comparison starts from (the candidate's where there is no baseline). */
  readonly reference: readonly Trial[];
  readonly score: FixtureScore;
}

/**
 * Scores one fixture over its pairs: trial i of the baseline and trial i of the candidate. A pair counts only
 * when both were scored, so that a failure of the service takes the same moment away from both versions.
 * Without a baseline every scored trial of the candidate counts.
 */
export function scoreFixture(result: FixtureResult, hasBaseline: boolean): FixtureCount {
  const candidates = scoredByIndex(result.candidate);
  const baselines = hasBaseline ? scoredByIndex(result.baseline) : candidates;
  const pairs = [...baselines.keys()].filter((index) => candidates.has(index));
  const countRight = (trials: ReadonlyMap<number, Trial>) =>
    pairs.filter((index) => trials.get(index)?.grade.kind === 'right').length;

  const candidateRight = countRight(candidates);
  const baselineRight = hasBaseline ? countRight(baselines) : 0;
  const isScored = pairs.length > 0;
  return {
    result,
    pairs: pairs.length,
    baselineRight,
    candidateRight,
    reference: pairs.flatMap((index) => baselines.get(index) ?? []),
    score: {
      result,
      baseline: isScored && hasBaseline ? baselineRight / pairs.length : undefined,
      candidate: isScored ? candidateRight / pairs.length : undefined,
      flip: hasBaseline ? findFlip(baselineRight, candidateRight) : undefined,
    },
  };
}

function scoredByIndex(trials: readonly Trial[]): ReadonlyMap<number, Trial> {
  return new Map(
    trials.filter((trial) => trial.grade.kind !== 'not-scored').map((trial) => [trial.index, trial]),
  );
}

function findFlip(baseline: number, candidate: number): FixtureScore['flip'] {
  if (candidate < baseline) return 'broke';
  return candidate > baseline ? 'fixed' : undefined;
}
