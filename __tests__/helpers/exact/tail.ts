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
  for (const { pairs, baselineRight, candidateRight } of tables) {
    observed += baselineRight;
    whole *= choose(2 * pairs, baselineRight + candidateRight);
  }
  const counts = (sum: number) =>
    which === 'exactly' ? sum === observed : which === 'at least' ? sum >= observed : sum <= observed;

  const countWays = (stratum: number, sum: number): bigint => {
    const table = tables[stratum];
    if (table === undefined) return counts(sum) ? 1n : 0n;
    const right = table.baselineRight + table.candidateRight;
    let ways = 0n;
    for (let baseline = 0; baseline <= Math.min(table.pairs, right); baseline += 1) {
      const here = choose(table.pairs, baseline) * choose(table.pairs, right - baseline);
      if (here > 0n) ways += here * countWays(stratum + 1, sum + baseline);
    }
    return ways;
  };
  return ratio(countWays(0, 0), whole);
}
