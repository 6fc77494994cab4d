import { describe, expect, it } from '@jest/globals';

import { alphaShares, OVERALL_SHARE } from '../../../src/decide/confirm/alphaShares.ts';

describe('alphaShares', () => {
  it('spends most on the early ones of the default rounds', () => {
    expect(alphaShares([4, 8, 16, 40])).toEqual([0.3, 0.2, 0.2, 0.1]);
  });

  it.each([
    { rounds: [10], share: 0.8 },
    { rounds: [4, 8], share: 0.4 },
    // As long as the default ones, or as far as they go the same.
    { rounds: [4, 8, 16, 41], share: 0.2 },
    { rounds: [5, 8, 16, 40], share: 0.2 },
    { rounds: [4, 8, 16], share: 0.8 / 3 },
    { rounds: [4, 8, 16, 40, 80], share: 0.16 },
  ])('spends $share on each of $rounds', ({ rounds, share }) => {
    const shares = alphaShares(rounds);
    expect(shares).toHaveLength(rounds.length);
    for (const one of shares) expect(one).toBeCloseTo(share, 15);
  });

  it.each([[[4, 8, 16, 40]], [[1]], [[2, 4, 6]], [[1, 2, 3, 4, 5, 6, 7]]])(
    'comes to 1 with the test over all fixtures, for the rounds %p',
    (rounds) => {
      expect(OVERALL_SHARE).toBe(0.2);
      expect(alphaShares(rounds).reduce((sum, share) => sum + share, OVERALL_SHARE)).toBeCloseTo(1, 15);
    },
  );
});
