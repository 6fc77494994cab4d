import { describe, expect, it } from '@jest/globals';

import { sumTail } from '../../../src/decide/statistics/sumTail.ts';

describe('sumTail', () => {
  const quarters = [0.25, 0.5, 0.125, 0.125];

  it.each([
    { from: -1, expected: 1 },
    { from: 0, expected: 1 },
    { from: 1, expected: 0.75 },
    { from: 2, expected: 0.25 },
    { from: 3, expected: 0.125 },
    { from: 4, expected: 0 },
    { from: 5, expected: 0 },
  ])('sums what stands from $from on to $expected', ({ from, expected }) => {
    expect(sumTail(quarters, from)).toBe(expected);
  });

  it('is 0 for nothing', () => {
    expect(sumTail([], 0)).toBe(0);
  });

  it('adds the end first, where a tail is smallest, so that small terms are not lost one by one', () => {
    // 0.5 + 2⁻⁵⁴ is 0.5 in doubles, as often as one adds it; eight of them together are 2⁻⁵¹.
    const values = [0.5, ...Array.from({ length: 8 }, () => 2 ** -54)];
    expect(sumTail(values, 0)).toBe(0.5 + 2 ** -51);
  });

  it('is never over 1, whatever rounding did', () => {
    expect(sumTail([0.5, 0.5, 2 ** -50], 0)).toBe(1);
  });

  it('is above 0 where a double is too coarse: what was observed is not impossible', () => {
    expect(sumTail([1, 0, 0], 1)).toBe(Number.MIN_VALUE);
  });
});
