import { describe, expect, it } from '@jest/globals';

import { logChoose, logFactorial } from '../../../src/decide/statistics/logFactorial.ts';
import { choose } from '../../helpers/exact/choose.ts';
import { expectNear } from '../../helpers/exact/expectNear.ts';

/** Stirling's series, to 1/n³: an approximation that shares nothing with a sum of logarithms. */
function stirling(n: number): number {
  return n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3);
}

describe('logFactorial', () => {
  it.each([
    [0, 0],
    [1, 0],
    [2, Math.LN2],
    [5, Math.log(120)],
    [20, Math.log(2_432_902_008_176_640_000)],
  ])('is the logarithm of %d!', (n, expected) => {
    expectNear(logFactorial(n), expected, 1e-15);
  });

  it('agrees with whole-number factorials as far as a double holds them', () => {
    let factorial = 1n;
    for (let n = 1; n <= 170; n += 1) {
      factorial *= BigInt(n);
      expectNear(logFactorial(n), Math.log(Number(factorial)), 1e-14);
    }
  });

  it.each([1000, 20_000])('agrees with Stirling’s series at %d, where no double holds n!', (n) => {
    expectNear(logFactorial(n), stirling(n), 1e-12);
  });

  it('gives the same in whatever order it is asked', () => {
    const late = logFactorial(30_000);
    expect(logFactorial(3)).toBe(Math.log(2) + Math.log(3));
    expect(logFactorial(30_000)).toBe(late);
  });

  it('is not a number where there is no factorial, so that nothing is at most it', () => {
    expect(logFactorial(-1)).toBeNaN();
    expect(logFactorial(2.5)).toBeNaN();
  });
});

describe('logChoose', () => {
  it('agrees with Pascal’s triangle in whole numbers', () => {
    for (let n = 0; n <= 60; n += 1) {
      for (let k = 0; k <= n; k += 1) expectNear(Math.exp(logChoose(n, k)), Number(choose(n, k)), 1e-12);
    }
  });

  it('is exactly 0 for the one way to choose none or all', () => {
    for (const n of [0, 1, 7, 2000]) {
      expect(logChoose(n, 0)).toBe(0);
      expect(logChoose(n, n)).toBe(0);
    }
  });
});
