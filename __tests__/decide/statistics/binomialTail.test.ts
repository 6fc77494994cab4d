import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { binomialTail } from '../../../src/decide/statistics/binomialTail.ts';
import { choose } from '../../helpers/exact/choose.ts';
import { expectNear } from '../../helpers/exact/expectNear.ts';
import { ratio } from '../../helpers/exact/ratio.ts';

/** P(Bin(trials, parts/whole) ≥ count), counted in whole numbers. */
function count(least: number, trials: number, parts: number, whole: number): number {
  let ways = 0n;
  for (let k = least; k <= trials; k += 1) {
    ways += choose(trials, k) * BigInt(parts) ** BigInt(k) * BigInt(whole - parts) ** BigInt(trials - k);
  }
  return ratio(ways, BigInt(whole) ** BigInt(trials));
}

describe('binomialTail', () => {
  it.each([
    [0, 0, 0.3, 1],
    [0, 10, 0.3, 1],
    [11, 10, 0.3, 0],
    [1, 10, 0, 0],
    [10, 10, 1, 1],
    [11, 10, 1, 0],
    [1, 1, 0.3, 0.3],
    [2, 2, 0.5, 0.25],
  ])('is P(Bin ≥ %d) of %d at %d: %d', (least, trials, p, expected) => {
    expect(binomialTail(least, trials, p)).toBeCloseTo(expected, 14);
  });

  it('agrees with counting in whole numbers', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 60 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 99 }),
        (trials, least, parts) => {
          const k = Math.min(least, trials);
          expectNear(binomialTail(k, trials, parts / 100), count(k, trials, parts, 100), 1e-11);
        },
      ),
    );
  });

  it('stays a probability with thousands of trials, and grows with p', () => {
    for (const least of [1, 1000, 1999, 2000]) {
      const tails = [0.001, 0.3, 0.5, 0.9, 0.999].map((p) => binomialTail(least, 2000, p));
      for (const [index, tail] of tails.entries()) {
        expect(tail).toBeGreaterThan(0);
        expect(tail).toBeLessThanOrEqual(1);
        // Logarithms of factorials of thousands are good to about 1e-11.
        expect(tail).toBeGreaterThanOrEqual((tails[index - 1] ?? 0) - 1e-10);
      }
    }
  });
});
