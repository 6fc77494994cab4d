import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { binomialTail } from '../../../src/decide/statistics/binomialTail.ts';
import { clopperPearson } from '../../../src/decide/statistics/clopperPearson.ts';

describe('clopperPearson', () => {
  it.each([
    // R's own example, help(binom.test): Mendel's peas.
    [682, 925, 0.7076683, 0.7654066],
    // R. G. Newcombe, Statistics in Medicine 17 (1998), 857–872, table I, method 5.
    [81, 263, 0.2527, 0.3676],
    [15, 148, 0.0578, 0.1617],
    [0, 20, 0, 0.1684],
    [1, 29, 0.0009, 0.1776],
    // The closed forms at the ends: 1 − 0.025^(1/n) and 0.025^(1/n).
    [0, 5, 0, 1 - 0.025 ** (1 / 5)],
    [5, 5, 0.025 ** (1 / 5), 1],
    [0, 1, 0, 0.975],
    [0, 36, 0, 1 - 0.025 ** (1 / 36)],
    [0, 0, 0, 1],
  ])('gives %d of %d the interval from %d to %d', (count, trials, low, high) => {
    const interval = clopperPearson(count, trials);
    const digits = String(low).length > 7 || String(high).length > 7 ? 6 : 3;
    expect(interval[0]).toBeCloseTo(low, digits);
    expect(interval[1]).toBeCloseTo(high, digits);
  });

  const samples = fc
    .integer({ min: 0, max: 300 })
    .chain((trials) => fc.tuple(fc.integer({ min: 0, max: trials }), fc.constant(trials)));

  it('holds the estimate, is symmetric, and leaves 2.5 % out on either side', () => {
    fc.assert(
      fc.property(samples, ([count, trials]) => {
        const [low, high] = clopperPearson(count, trials);
        const share = trials === 0 ? 0.5 : count / trials;
        expect(0 <= low && low <= share && share <= high && high <= 1).toBe(true);
        const [turnedLow, turnedHigh] = clopperPearson(trials - count, trials);
        expect(turnedLow).toBeCloseTo(1 - high, 12);
        expect(turnedHigh).toBeCloseTo(1 - low, 12);
        if (count > 0) expect(binomialTail(count, trials, low)).toBeCloseTo(0.025, 9);
        if (count < trials) expect(1 - binomialTail(count + 1, trials, high)).toBeCloseTo(0.025, 9);
      }),
    );
  });

  it('moves up with every success', () => {
    for (let count = 0; count < 40; count += 1) {
      const [now, then] = [clopperPearson(count, 40), clopperPearson(count + 1, 40)];
      expect(then[0]).toBeGreaterThan(now[0]);
      expect(then[1]).toBeGreaterThan(now[1]);
    }
  });
});
