import { stratifiedSum } from './stratifiedSum.ts';
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
  const { observed, probabilities } = stratifiedSum(tables);
  return sumTail(probabilities, observed);
}
