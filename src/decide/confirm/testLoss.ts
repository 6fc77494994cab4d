import { fisherTest } from '../statistics/fisherTest.ts';
import { measureLoss } from '../statistics/lossBound.ts';
import { stratifiedTest } from '../statistics/stratifiedTest.ts';
import type { Table } from '../statistics/table.ts';
import { countNetBreaks } from './countNetBreaks.ts';

/**
 * The p-value against "on none of these fixtures is the candidate right less often than the baseline", from fresh
 * trials alone. Two tests, each the better one against another kind of loss, joined by Bonferroni:
 *
 * - p₁, all re-run fixtures together (stratifiedTest), sees a loss that is spread; 1 unless something is lost in sum;
 * - p₂, the smallest of the flipped fixtures' own (fisherTest), times their number, sees one plain break that gains
 *   elsewhere would hide; 1 unless more fixtures break than are fixed.
 *
 * Of one fixture both would be the same test, and p₁ stands alone.
 *
 * @param rerun all re-run fixtures of the team
 * @param flipped those of them that flipped in the first trials
 */
export function testLoss(rerun: readonly Table[], flipped: readonly Table[]): number {
  const together = measureLoss(rerun) > 0 ? stratifiedTest(rerun) : 1;
  if (rerun.length === 1) return together;
  return Math.min(1, 2 * Math.min(together, testSingly(rerun, flipped)));
}

function testSingly(rerun: readonly Table[], flipped: readonly Table[]): number {
  if (countNetBreaks(rerun) <= 0) return 1;
  let smallest = 1;
  for (const table of flipped) smallest = Math.min(smallest, fisherTest(table));
  return Math.min(1, smallest * flipped.length);
}
