import { describe, expect, it } from '@jest/globals';
import { wilsonInterval } from '../../../bench/verdict/wilsonInterval.ts';

describe('wilsonInterval', () => {
  // R. G. Newcombe, Statistics in Medicine 17 (1998), 857–872, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('of %i in %i is the published one', (count, of, low, high) => {
    const interval = wilsonInterval(count, of);
    expect(interval[0]).toBeCloseTo(low, 4);
    expect(interval[1]).toBeCloseTo(high, 4);
  });

  it('is the same from either side', () => {
    const [low, high] = wilsonInterval(3, 40);
    const [otherLow, otherHigh] = wilsonInterval(37, 40);
    expect(otherLow).toBeCloseTo(1 - high, 12);
    expect(otherHigh).toBeCloseTo(1 - low, 12);
  });
});
