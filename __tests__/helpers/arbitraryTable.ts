import fc from 'fast-check';

import type { Table } from '../../src/decide/statistics/table.ts';
import { makeTable } from './makeTable.ts';

/** Any table of up to so many pairs, those without pairs and those that are all right or all wrong included. */
export function arbitraryTable(mostPairs: number, leastPairs = 0): fc.Arbitrary<Table> {
  return fc
    .integer({ min: leastPairs, max: mostPairs })
    .chain((pairs) =>
      fc
        .tuple(fc.integer({ min: 0, max: pairs }), fc.integer({ min: 0, max: pairs }))
        .map(([baseline, candidate]) => makeTable(pairs, baseline, candidate)),
    );
}
