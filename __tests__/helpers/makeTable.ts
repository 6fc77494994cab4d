import type { Table } from '../../src/decide/statistics/table.ts';

/** A fixture's pairs of trials: `makeTable(4, 4, 0)` is right in all four on the baseline, in none on the candidate. */
export function makeTable(pairs: number, baselineRight: number, candidateRight: number): Table {
  return { pairs, baselineRight, candidateRight };
}
