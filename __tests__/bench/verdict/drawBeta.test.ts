import { describe, expect, it } from '@jest/globals';
import { drawBeta } from '../../../bench/verdict/drawBeta.ts';
import { createRandom } from '../../../emulator/managed-agents/random.ts';

describe('drawBeta', () => {
  it.each([
    [0.99, 0.1],
    [0.7, 0.1],
    [0.5, 0.4],
    [0.02, 0.1],
  ])('draws rates with the mean %s and the variance of the correlation %s', (mean, correlation) => {
    const random = createRandom(`beta ${mean} ${correlation}`);
    const rates = Array.from({ length: 40_000 }, () => drawBeta(mean, correlation, random));
    const average = rates.reduce((sum, rate) => sum + rate, 0) / rates.length;
    const variance = rates.reduce((sum, rate) => sum + (rate - average) ** 2, 0) / rates.length;

    const expected = correlation * mean * (1 - mean);
    // Five standard errors of the mean; the variance within a tenth.
    expect(Math.abs(average - mean)).toBeLessThan(5 * Math.sqrt(expected / rates.length));
    expect(variance / expected).toBeGreaterThan(0.9);
    expect(variance / expected).toBeLessThan(1.1);
  });

  it.each([0, 1e-12, 1 - 2 ** -32])('stays within 0 and 1 when the generator gives %s', (extreme) => {
    for (let at = 0; at < 6; at += 1) {
      const ordinary = createRandom('ordinary');
      let calls = 0;
      const rate = drawBeta(0.01, 0.1, () => (calls++ === at ? extreme : ordinary()));
      expect(rate).toBeGreaterThanOrEqual(0);
      expect(rate).toBeLessThanOrEqual(1);
    }
  });
});
