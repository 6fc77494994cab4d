import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { countNetBreaks } from '../../../src/decide/confirm/countNetBreaks.ts';
import { turnRound } from '../../../src/decide/statistics/table.ts';
import { arbitraryTable } from '../../helpers/arbitraryTable.ts';
import { makeTable } from '../../helpers/makeTable.ts';

describe('countNetBreaks', () => {
  it.each([
    // The difference under, at and over half of the pairs.
    { pairs: 8, baseline: 8, candidate: 5, expected: 0 },
    { pairs: 8, baseline: 8, candidate: 4, expected: 1 },
    { pairs: 8, baseline: 8, candidate: 3, expected: 1 },
    { pairs: 8, baseline: 4, candidate: 0, expected: 1 },
    { pairs: 8, baseline: 5, candidate: 8, expected: 0 },
    { pairs: 8, baseline: 4, candidate: 8, expected: -1 },
    { pairs: 8, baseline: 3, candidate: 8, expected: -1 },
    // Half of an odd number lies between two differences.
    { pairs: 5, baseline: 5, candidate: 3, expected: 0 },
    { pairs: 5, baseline: 5, candidate: 2, expected: 1 },
    { pairs: 5, baseline: 3, candidate: 5, expected: 0 },
    { pairs: 5, baseline: 2, candidate: 5, expected: -1 },
    { pairs: 8, baseline: 6, candidate: 6, expected: 0 },
    // Without pairs nothing is plain, though 0 is at least half of 0.
    { pairs: 0, baseline: 0, candidate: 0, expected: 0 },
  ])('counts $expected for $baseline and $candidate right of $pairs', (one) => {
    expect(countNetBreaks([makeTable(one.pairs, one.baseline, one.candidate)])).toBe(one.expected);
  });

  it('takes what is mended from what is broken', () => {
    const [broke, mended, same] = [makeTable(8, 8, 0), makeTable(8, 0, 8), makeTable(8, 7, 7)];
    expect(countNetBreaks([])).toBe(0);
    expect(countNetBreaks([broke, broke, same, mended])).toBe(1);
    expect(countNetBreaks([broke, mended, mended, mended])).toBe(-2);
  });

  it.each([
    { pairs: 15, counts: false },
    { pairs: 16, counts: true },
    { pairs: 17, counts: true },
  ])('counts a gain from 16 pairs on when asked to, at $pairs: $counts', ({ pairs, counts }) => {
    expect(countNetBreaks([makeTable(pairs, 0, pairs)], 16)).toBe(counts ? -1 : 0);
    // A break counts from the first pair on.
    expect(countNetBreaks([makeTable(pairs, pairs, 0)], 16)).toBe(1);
    expect(countNetBreaks([makeTable(1, 1, 0)], 16)).toBe(1);
  });

  it('counts every gain when not asked', () => {
    expect(countNetBreaks([makeTable(1, 0, 1)])).toBe(-1);
  });

  it('changes its sign when the versions change places', () => {
    fc.assert(
      fc.property(fc.array(arbitraryTable(20)), (tables) => {
        expect(countNetBreaks(tables.map(turnRound)) + countNetBreaks(tables)).toBe(0);
      }),
    );
  });
});
