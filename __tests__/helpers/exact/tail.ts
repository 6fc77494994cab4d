import type { Table } from '../../../src/decide/statistics/table.ts';
import { choose } from './choose.ts';
import { ratio } from './ratio.ts';

/** Which sums of the baseline's right answers count, against the one that was observed. */
type Which = 'at least' | 'exactly' | 'at most';

/**
 * The exact test by brute force, in whole numbers: goes through all tables with the same margins, in every
 * combination of the strata, and counts the ways in which the baseline comes to such a sum.
 */
export function tail(tables: readonly Table[], which: Which = 'at least'): number {
  let observed = 0;
  let whole = 1n;
  /** By stratum and number of the baseline's right answers, in how many ways the right answers fall so. */
  const deals: bigint[][] = [];
  for (const { pairs, baselineRight, candidateRight } of tables) {
    const right = baselineRight + candidateRight;
    observed += baselineRight;
    whole *= choose(2 * pairs, right);
    deals.push(
      Array.from(
        { length: pairs + 1 },
        (_, baseline) => choose(pairs, baseline) * choose(pairs, right - baseline),
      ),
    );
  }
  const counts = (sum: number) =>
    which === 'exactly' ? sum === observed : which === 'at least' ? sum >= observed : sum <= observed;

  const countWays = (stratum: number, sum: number): bigint => {
    const here = deals[stratum];
    if (here === undefined) return counts(sum) ? 1n : 0n;
    let ways = 0n;
    for (const [baseline, one] of here.entries()) {
      if (one > 0n) ways += one * countWays(stratum + 1, sum + baseline);
    }
    return ways;
  };
  return ratio(countWays(0, 0), whole);
}
