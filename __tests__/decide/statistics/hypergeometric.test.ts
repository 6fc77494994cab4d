import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { hypergeometric } from '../../../src/decide/statistics/hypergeometric.ts';
import { choose } from '../../helpers/exact/choose.ts';
import { expectNear } from '../../helpers/exact/expectNear.ts';
import { ratio } from '../../helpers/exact/ratio.ts';

describe('hypergeometric', () => {
  it('deals four right cups of eight as Fisher counted them: 1, 16, 36, 16 and 1 of 70', () => {
    // R. A. Fisher, The Design of Experiments, 1935, ch. 2.
    const { least, probabilities } = hypergeometric(4, 4);
    expect(least).toBe(0);
    expect(probabilities).toHaveLength(5);
    for (const [index, ways] of [1, 16, 36, 16, 1].entries()) {
      expectNear(probabilities[index] ?? Number.NaN, ways / 70);
    }
  });

  it.each([
    { pairs: 0, right: 0, least: 0 },
    { pairs: 5, right: 0, least: 0 },
    { pairs: 5, right: 10, least: 5 },
  ])('has one certain outcome for $right right of $pairs pairs', ({ pairs, right, least }) => {
    expect(hypergeometric(pairs, right)).toEqual({ least, probabilities: [1] });
  });

  it.each([
    // One under, on and over as many right answers as one version has trials.
    { right: 3, least: 0, most: 3 },
    { right: 4, least: 0, most: 4 },
    { right: 5, least: 1, most: 4 },
    { right: 7, least: 3, most: 4 },
  ])('leaves the baseline between $least and $most of $right right answers in 4 pairs', (expected) => {
    const { least, probabilities } = hypergeometric(4, expected.right);
    expect([least, least + probabilities.length - 1]).toEqual([expected.least, expected.most]);
  });

  it('agrees with counting in whole numbers, sums to 1 and favours neither version', () => {
    fc.assert(
      fc.property(fc.nat(60), fc.nat(120), (pairs, most) => {
        const right = most % (2 * pairs + 1);
        const { least, probabilities } = hypergeometric(pairs, right);
        for (const [index, probability] of probabilities.entries()) {
          const baseline = least + index;
          const ways = choose(pairs, baseline) * choose(pairs, right - baseline);
          expectNear(probability, ratio(ways, choose(2 * pairs, right)), 1e-11);
          // Both versions have the same number of trials, so the numbers may change places.
          expectNear(probability, probabilities[probabilities.length - 1 - index] ?? Number.NaN, 1e-11);
        }
        expectNear(
          probabilities.reduce((sum, one) => sum + one, 0),
          1,
          1e-11,
        );
      }),
    );
  });
});
