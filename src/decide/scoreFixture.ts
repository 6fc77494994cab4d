import type { Policy } from '../domain/policy.ts';
import type { FixtureResult, Trial } from '../domain/trial.ts';
import type { FixtureScore, Flip, PairCount } from '../domain/verdict.ts';
import { countFresh } from './confirm/countFresh.ts';
import { findFlip } from './confirm/findFlip.ts';
import type { Table } from './statistics/table.ts';

export type Rule = Policy['policy']['rule'];

/** A fixture's first pairs that are scored on both sides, and how many of them each side got right. */
export interface FixtureCount extends Table {
  readonly result: FixtureResult;
  /** The trials of the side that the comparison starts from (the candidate's where there is no baseline). */
  readonly reference: readonly Trial[];
  readonly score: FixtureScore;
}

/**
 * Scores one fixture over its pairs of first trials: trial i of the baseline and trial i of the candidate. A pair
 * counts only when both were scored, so that a failure of the service takes the same moment away from both versions.
 * Without a baseline every scored trial of the candidate counts, and the baseline gets nothing right.
 */
export function scoreFixture(result: FixtureResult, hasBaseline: boolean, rule: Rule): FixtureCount {
  const candidates = scoredByIndex(result.candidate);
  const baselines = hasBaseline ? scoredByIndex(result.baseline) : candidates;
  const pairs = [...baselines.keys()].filter((index) => candidates.has(index));
  const countRight = (trials: ReadonlyMap<number, Trial>) =>
    pairs.filter((index) => trials.get(index)?.grade.kind === 'right').length;

  const candidateRight = countRight(candidates);
  const baselineRight = hasBaseline ? countRight(baselines) : 0;
  const isScored = pairs.length > 0;
  const table: Table = { pairs: pairs.length, baselineRight, candidateRight };
  return {
    ...table,
    result,
    reference: pairs.flatMap((index) => baselines.get(index) ?? []),
    score: {
      result,
      baseline: isScored && hasBaseline ? baselineRight / pairs.length : undefined,
      candidate: isScored ? candidateRight / pairs.length : undefined,
      flip: hasBaseline ? flipBy(rule, table) : undefined,
      rerun: result.fresh.candidate.length === 0 ? undefined : toPairCount(countFresh(result)),
    },
  };
}

function scoredByIndex(trials: readonly Trial[]): ReadonlyMap<number, Trial> {
  return new Map(
    trials.filter((trial) => trial.grade.kind !== 'not-scored').map((trial) => [trial.index, trial]),
  );
}

function flipBy(rule: Rule, table: Table): Flip | undefined {
  if (rule === 'confirmed') return findFlip(table);
  const { baselineRight, candidateRight } = table;
  if (candidateRight < baselineRight) return 'broke';
  return candidateRight > baselineRight ? 'fixed' : undefined;
}

function toPairCount({ pairs, baselineRight, candidateRight }: Table): PairCount {
  return { baseline: baselineRight, candidate: candidateRight, of: pairs };
}
