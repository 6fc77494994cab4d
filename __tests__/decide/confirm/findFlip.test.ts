import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { findFlip } from '../../../src/decide/confirm/findFlip.ts';
import { turnRound } from '../../../src/decide/statistics/table.ts';
import { arbitraryTable } from '../../helpers/arbitraryTable.ts';
import { makeTable } from '../../helpers/makeTable.ts';

describe('findFlip', () => {
  it.each([
    // One trial each: any difference.
    { pairs: 1, baseline: 1, candidate: 0, expected: 'broke' },
    { pairs: 1, baseline: 0, candidate: 1, expected: 'fixed' },
    { pairs: 1, baseline: 1, candidate: 1, expected: undefined },
    { pairs: 1, baseline: 0, candidate: 0, expected: undefined },
    // An even number: exactly half is enough to be right, one under it is not.
    { pairs: 4, baseline: 3, candidate: 1, expected: 'broke' },
    { pairs: 4, baseline: 2, candidate: 1, expected: 'broke' },
    { pairs: 4, baseline: 1, candidate: 1, expected: undefined },
    { pairs: 4, baseline: 1, candidate: 0, expected: undefined },
    { pairs: 4, baseline: 4, candidate: 2, expected: undefined },
    { pairs: 4, baseline: 4, candidate: 3, expected: undefined },
    { pairs: 4, baseline: 1, candidate: 2, expected: 'fixed' },
    // An odd number: there is no half to be exactly at.
    { pairs: 5, baseline: 3, candidate: 2, expected: 'broke' },
    { pairs: 5, baseline: 2, candidate: 1, expected: undefined },
    { pairs: 5, baseline: 5, candidate: 3, expected: undefined },
    { pairs: 5, baseline: 2, candidate: 3, expected: 'fixed' },
    // Nothing was scored.
    { pairs: 0, baseline: 0, candidate: 0, expected: undefined },
  ])('calls $baseline and $candidate right of $pairs $expected', (one) => {
    expect(findFlip(makeTable(one.pairs, one.baseline, one.candidate))).toBe(one.expected);
  });

  it('turns broke into fixed when the versions change places', () => {
    const turned = { broke: 'fixed', fixed: 'broke' };
    fc.assert(
      fc.property(arbitraryTable(20), (table) => {
        const flip = findFlip(table);
        expect(findFlip(turnRound(table))).toBe(flip === undefined ? undefined : turned[flip]);
      }),
    );
  });
});
