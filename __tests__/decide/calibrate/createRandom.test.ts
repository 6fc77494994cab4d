import { describe, expect, it } from '@jest/globals';
import { createRandom } from '../../../src/decide/calibrate/createRandom.ts';

const draw = (seed: number, count: number) => {
  const random = createRandom(seed);
  return Array.from({ length: count }, random);
};

describe('createRandom', () => {
  it('gives the same numbers for the same seed, and others for another', () => {
    expect(draw(1, 50)).toEqual(draw(1, 50));
    expect(draw(1, 50)).not.toEqual(draw(2, 50));
  });

  it('is uniform in [0, 1): by χ² over a hundred bins', () => {
    const bins = Array.from({ length: 100 }, () => 0);
    for (const number of draw(1, 100_000)) {
      expect(number >= 0 && number < 1).toBe(true);
      const bin = Math.floor(100 * number);
      bins[bin] = (bins[bin] ?? 0) + 1;
    }
    const chi = bins.reduce((sum, count) => sum + (count - 1000) ** 2 / 1000, 0);
    // 99 degrees of freedom: between its 0.1 % and 99.9 % points.
    expect(chi).toBeGreaterThan(60.3);
    expect(chi).toBeLessThan(149.4);
  });
});
