import type { Table } from '../statistics/table.ts';

/**
 * J: how many fixtures the candidate plainly breaks, less those that it plainly mends. Plain is a difference of at
 * least half of the pairs; a table without pairs is neither.
 *
 * @param leastPairs pairs that a fixture must have for its gain to count: a gain that excuses a break has to be
 *   better founded than one that only makes the test more careful
 */
export function countNetBreaks(tables: readonly Table[], leastPairs = 1): number {
  let net = 0;
  for (const { pairs, baselineRight, candidateRight } of tables) {
    if (pairs === 0) continue;
    if (2 * (baselineRight - candidateRight) >= pairs) net += 1;
    if (pairs >= leastPairs && 2 * (candidateRight - baselineRight) >= pairs) net -= 1;
  }
  return net;
}
