import fc from 'fast-check';

import type { Table } from '../../src/decide/statistics/table.ts';
import { makeTable } from './makeTable.ts';

/**
 * Any table of up to so many pairs, those without pairs and those that are all right or all wrong included. Made of
 * independent numbers, which a failing test can make smaller quickly.
 */
export function arbitraryTable(mostPairs: number, leastPairs = 0): fc.Arbitrary<Table> {
  return fc
    .tuple(fc.integer({ min: leastPairs, max: mostPairs }), fc.nat(mostPairs), fc.nat(mostPairs))
    .map(([pairs, baseline, candidate]) => makeTable(pairs, baseline % (pairs + 1), candidate % (pairs + 1)));
}
