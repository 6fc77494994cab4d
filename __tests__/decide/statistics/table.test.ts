import { describe, expect, it } from '@jest/globals';

import { turnRound } from '../../../src/decide/statistics/table.ts';
import { makeTable } from '../../helpers/makeTable.ts';

describe('turnRound', () => {
  it('puts the versions in each other’s place, and back', () => {
    const table = makeTable(8, 7, 2);
    expect(turnRound(table)).toEqual({ pairs: 8, baselineRight: 2, candidateRight: 7 });
    expect(turnRound(turnRound(table))).toEqual(table);
  });
});
