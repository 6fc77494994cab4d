import { describe, expect, it } from '@jest/globals';

import { isAtMost } from '../../../src/decide/statistics/isAtMost.ts';

describe('isAtMost', () => {
  it.each([
    { what: 'clearly below', p: 0.0078124, expected: true },
    { what: 'equal', p: 0.0078125, expected: true },
    // What summing logarithms leaves of 1/128.
    { what: 'equal but for rounding', p: 0.0078125 * (1 + 5e-13), expected: true },
    { what: 'above by more than rounding', p: 0.0078125 * (1 + 2e-12), expected: false },
    { what: 'clearly above', p: 0.0078126, expected: false },
  ])('says $expected of a probability $what', ({ p, expected }) => {
    expect(isAtMost(p, 0.0078125)).toBe(expected);
  });

  it('lets rounding be relative, so that the smallest levels are not blurred', () => {
    expect(isAtMost(2e-20, 1e-20)).toBe(false);
  });

  it('says no to what is no number', () => {
    expect(isAtMost(Number.NaN, 0.05)).toBe(false);
    expect(isAtMost(0.01, Number.NaN)).toBe(false);
  });
});
