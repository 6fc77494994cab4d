import { hypergeometric } from './hypergeometric.ts';
import { sumTail } from './sumTail.ts';
import type { Table } from './table.ts';

/**
 * The exact one-sided test of several fixtures together: the probability that the baseline has at least so many
 * right answers in sum as it has, if on each fixture both versions are right with one probability (which may differ
 * from fixture to fixture). Conditioned on each fixture's total; the sum's distribution is the convolution of the
 * fixtures' hypergeometric ones. 1 without fixtures. With one pair each it is the sign test on the pairs that differ.
 *
 * A. Agresti, Categorical Data Analysis, 1990, pp. 231–237; Mehta, Patel and Gray, Journal of the American
 * Statistical Association 80 (1985), 969–973; R's `mantelhaen.test(…, exact = TRUE, alternative = "greater")`. No
 * mid-p: that is not exact.
 */
export function stratifiedTest(tables: readonly Table[]): number {
  let least = 0;
  let sum: number[] = [1];
  let observed = 0;
  for (const { pairs, baselineRight, candidateRight } of tables) {
    observed += baselineRight;
    const one = hypergeometric(pairs, baselineRight + candidateRight);
    least += one.least;
    // A fixture that was always right, or never, has one possible table and moves nothing.
    if (one.probabilities.length > 1) sum = convolve(sum, one.probabilities);
  }
  return sumTail(sum, observed - least);
}

/** The distribution of the sum of two independent numbers. */
function convolve(one: readonly number[], other: readonly number[]): number[] {
  const sum = new Array<number>(one.length + other.length - 1).fill(0);
  for (let i = 0; i < one.length; i += 1) {
    const share = one[i] ?? 0;
    if (share === 0) continue;
    for (let j = 0; j < other.length; j += 1) sum[i + j] = (sum[i + j] ?? 0) + share * (other[j] ?? 0);
  }
  return sum;
}
