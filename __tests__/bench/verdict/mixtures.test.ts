import { describe, expect, it } from '@jest/globals';
import { drawRate, type Mixture, mixtures } from '../../../bench/verdict/mixtures.ts';
import { createRandom } from '../../../emulator/managed-agents/random.ts';

const DRAWS = 20_000;

const find = (name: Mixture['name']) => {
  const mixture = mixtures.find((one) => one.name === name);
  if (mixture === undefined) throw new Error(`There is no mixture ${name}.`);
  return mixture;
};

/** The share of drawn rates that lie within a range. */
function measureShare(mixture: Mixture, from: number, to: number): number {
  const random = createRandom(`mixture ${mixture.name}`);
  const rates = Array.from({ length: DRAWS }, () => drawRate(mixture, random));
  return rates.filter((rate) => rate >= from && rate <= to).length / rates.length;
}

describe('drawRate', () => {
  it.each([
    ['design', 0.99, 0.99, 0.8],
    ['design', 0.7, 0.7, 0.12],
    ['design', 0.5, 0.5, 0.03],
    ['design', 0.02, 0.02, 0.05],
    ['harsh', 0.99, 0.99, 0.65],
    ['harsh', 0.5, 0.9, 0.3],
    ['harsh', 0.5, 0.6, 0.075],
    ['harsh', 0.02, 0.02, 0.05],
    ['calm', 0.995, 0.995, 0.95],
    ['calm', 0.9, 0.9, 0.03],
    ['calm', 0.02, 0.02, 0.02],
  ] as const)('%s: rates from %s to %s in a share of %s', (name, from, to, share) => {
    const error = Math.sqrt((share * (1 - share)) / DRAWS);
    expect(Math.abs(measureShare(find(name), from, to) - share)).toBeLessThan(4 * error);
  });

  it.each([
    [0, 0.7],
    [0.1199, 0.7],
    [0.1201, 0.5],
    [0.1501, 0.02],
    [0.2001, 0.99],
    [0.9999, 0.99],
  ])('takes the number %s for the rate %s of the design mixture', (number, rate) => {
    expect(drawRate(find('design'), () => number)).toBeCloseTo(rate, 12);
  });
});
