import type { OverallTest } from '../../domain/verdict.ts';
import { isAtMost } from '../statistics/isAtMost.ts';
import { stratifiedTest } from '../statistics/stratifiedTest.ts';
import type { Table } from '../statistics/table.ts';
import { OVERALL_SHARE } from './alphaShares.ts';
import { findFlip } from './findFlip.ts';

/**
 * Whether the candidate is worse over all fixtures of the run, a little everywhere perhaps: the stratified test on
 * the first trials of every fixture. It picks none, so the first trials may decide here. With one trial each it is the
 * sign test on the fixtures that flipped, P(Bin(broken + fixed, ½) ≥ broken), which is McNemar's exact test (Conover,
 * Practical Nonparametric Statistics, 3rd ed., 1999, sec. 3.4); with several, a loss counts that turns no majority.
 *
 * @param tables the first trials of all fixtures; one that was not scored has no pairs
 */
export function testOverall(tables: readonly Table[], alpha: number): OverallTest {
  const p = stratifiedTest(tables);
  const level = OVERALL_SHARE * alpha;
  const flips = tables.map(findFlip);
  return {
    broken: flips.filter((flip) => flip === 'broke').length,
    fixed: flips.filter((flip) => flip === 'fixed').length,
    p,
    level,
    isWorse: isAtMost(p, level),
  };
}
