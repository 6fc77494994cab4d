import { hypergeometric } from './hypergeometric.ts';
import type { Table } from './table.ts';

/**
 * The baseline's right answers over several fixtures, and how they are distributed if on each fixture both versions are
 * right with one probability, given each fixture's total (see stratifiedTest).
 */
export interface StratifiedSum {
  /** How many there are above the least that the totals allow. */
  readonly observed: number;
  /** The probability of each number above the least, from 0. They sum to 1. */
  readonly probabilities: readonly number[];
}

/** Of no fixture at all. */
export const NO_SUM: StratifiedSum = { observed: 0, probabilities: [1] };

export function stratifiedSum(tables: readonly Table[]): StratifiedSum {
  let sum = NO_SUM;
  for (const { pairs, baselineRight, candidateRight } of tables) {
    const right = baselineRight + candidateRight;
    // A fixture that was always right, or never, has one possible table and moves nothing.
    if (right === 0 || right === 2 * pairs) continue;
    const { least, probabilities } = hypergeometric(pairs, right);
    sum = addSums(sum, { observed: baselineRight - least, probabilities });
  }
  return sum;
}

/** Of two independent sets of fixtures together. */
export function addSums(one: StratifiedSum, other: StratifiedSum): StratifiedSum {
  return {
    observed: one.observed + other.observed,
    probabilities: convolve(one.probabilities, other.probabilities),
  };
}

/** The distribution of the sum of two independent numbers. */
function convolve(one: readonly number[], other: readonly number[]): readonly number[] {
  if (other.length === 1) return one;
  const sum = Array.from({ length: one.length + other.length - 1 }, () => 0);
  for (let i = 0; i < one.length; i += 1) {
    const share = one[i] ?? 0;
    if (share === 0) continue;
    for (let j = 0; j < other.length; j += 1) sum[i + j] = (sum[i + j] ?? 0) + share * (other[j] ?? 0);
  }
  return sum;
}
