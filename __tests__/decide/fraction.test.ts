import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { compare, fraction, fractionOfDecimal, sum, toNumber } from '../../src/decide/fraction.ts';

describe('fraction', () => {
  it('adds thirds to exactly one, and nothing to nought', () => {
    const third = fraction(1, 3);
    expect(sum([third, third, third])).toEqual({ numerator: 1n, denominator: 1n });
    expect(sum([])).toEqual({ numerator: 0n, denominator: 1n });
  });

  it.each([
    [0, 0n, 1n],
    [1, 1n, 1n],
    [0.6, 3n, 5n],
    [0.1, 1n, 10n],
    [12.25, 49n, 4n],
    [1e-7, 1n, 10_000_000n],
    [1.5e21, 1_500_000_000_000_000_000_000n, 1n],
  ])('reads %d as the decimal it was written as', (decimal, numerator, denominator) => {
    expect(fractionOfDecimal(decimal)).toEqual({ numerator, denominator });
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY, -0.5])('refuses %d', (decimal) => {
    expect(() => fractionOfDecimal(decimal)).toThrow(
      new RangeError(`expected a decimal from 0, was ${decimal}`),
    );
  });

  it('compares whole-number shares as cross multiplication does', () => {
    const share = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 1000 }));
    fc.assert(
      fc.property(share, share, ([a, b], [c, d]) => {
        expect(compare(fraction(a, b), fraction(c, d))).toBe(Math.sign(a * d - c * b));
      }),
    );
  });

  it('sums the scores of a large run without losing any', () => {
    const shares = Array.from({ length: 2000 }, (_, index) => fraction(index % 7, (index % 100) + 1));
    const expected = shares.reduce((total, share) => total + toNumber(share), 0);
    expect(toNumber(sum(shares))).toBeCloseTo(expected, 8);
  });
});
