import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { signTest } from '../../../src/decide/statistics/signTest.ts';
import { choose } from '../../helpers/exact/choose.ts';
import { expectNear } from '../../helpers/exact/expectNear.ts';
import { ratio } from '../../helpers/exact/ratio.ts';

/** P(Bin(losses + gains, ½) ≥ losses), counted in whole numbers. */
function count(losses: number, gains: number): number {
  let ways = 0n;
  for (let k = losses; k <= losses + gains; k += 1) ways += choose(losses + gains, k);
  return ratio(ways, 2n ** BigInt(losses + gains));
}

const counts = fc.tuple(fc.integer({ min: 0, max: 300 }), fc.integer({ min: 0, max: 300 }));

describe('signTest', () => {
  it.each([
    // R. Darlington, "The sign test from exact numbers of combinations": 79/4096.
    { losses: 10, gains: 2, expected: 79 / 4096, source: 'Darlington' },
    // D. Lane, HyperStat, on the sign test: P(7) + P(8) of 8 = 0.03125 + 0.00391.
    { losses: 7, gains: 1, expected: 0.03125 + 0.00390625, source: 'HyperStat' },
    // Arbuthnot 1710, more boys than girls christened in London in 82 years of 82: 1/2⁸², about 1 in 4.836 · 10²⁴.
    { losses: 82, gains: 0, expected: 2 ** -82, source: 'Arbuthnot' },
    // Derived by counting.
    { losses: 1, gains: 0, expected: 1 / 2, source: 'counting' },
    { losses: 1, gains: 1, expected: 3 / 4, source: 'counting' },
    { losses: 4, gains: 0, expected: 1 / 16, source: 'counting' },
    { losses: 5, gains: 0, expected: 1 / 32, source: 'counting' },
    { losses: 6, gains: 1, expected: 8 / 128, source: 'counting' },
    { losses: 1, gains: 3, expected: 15 / 16, source: 'counting' },
  ])('gives $losses losses and $gains gains $expected ($source)', ({ losses, gains, expected }) => {
    expectNear(signTest(losses, gains), expected);
  });

  it.each([0, 1, 7, 100_000])('is exactly 1 without a loss, with %d gains', (gains) => {
    expect(signTest(0, gains)).toBe(1);
  });

  it('agrees with counting in whole numbers, and is a probability above 0', () => {
    fc.assert(
      fc.property(counts, ([losses, gains]) => {
        const p = signTest(losses, gains);
        expectNear(p, count(losses, gains), 1e-11);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('has both tails overlap in what was observed', () => {
    fc.assert(
      fc.property(counts, ([losses, gains]) => {
        const exactly = ratio(choose(losses + gains, losses), 2n ** BigInt(losses + gains));
        expectNear(signTest(losses, gains) + signTest(gains, losses), 1 + exactly, 1e-11);
      }),
    );
  });

  it('falls for one more loss, and does not fall for one more gain', () => {
    fc.assert(
      fc.property(counts, ([losses, gains]) => {
        const p = signTest(losses, gains);
        expect(signTest(losses + 1, gains)).toBeLessThanOrEqual(p * (1 + 1e-12));
        expect(signTest(losses, gains + 1) * (1 + 1e-12)).toBeGreaterThanOrEqual(p);
      }),
    );
  });

  it('stands 100,000 flips', () => {
    // Derived in whole numbers elsewhere (scipy.stats.binom.sf(50299, 100000, 0.5), and 49999).
    expectNear(signTest(50_300, 49_700), 0.029098676555, 1e-7);
    expectNear(signTest(50_000, 50_000), 0.5012615631, 1e-7);
    expect(signTest(100_000, 0)).toBe(Number.MIN_VALUE);
    expectNear(signTest(1, 99_999), 1, 1e-7);
  });
});
