import { stratifiedTest } from './stratifiedTest.ts';
import type { Table } from './table.ts';

/**
 * Fisher's exact test, one-sided: the probability that the baseline has at least so many of the right answers as it
 * has, if both versions are right with one probability. 1 for a table without pairs.
 *
 * R. A. Fisher, The Design of Experiments, 1935, ch. 2; R's `fisher.test(…, alternative = "greater")`.
 */
export function fisherTest(table: Table): number {
  return stratifiedTest([table]);
}
