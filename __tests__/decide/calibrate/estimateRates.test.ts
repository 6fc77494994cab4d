import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { estimateRates } from '../../../src/decide/calibrate/estimateRates.ts';

const passes = fc
  .integer({ min: 0, max: 200 })
  .chain((of) => fc.record({ right: fc.integer({ min: 0, max: of }), of: fc.constant(of) }));

describe('estimateRates', () => {
  it('adds one trial that came out as the average fixture', () => {
    // m = (1 + 1 + 0.5 + ½) / 4 = 0.75
    const rates = estimateRates([
      { right: 10, of: 10 },
      { right: 10, of: 10 },
      { right: 5, of: 10 },
    ]);
    expect(rates).toEqual([10.75 / 11, 10.75 / 11, 5.75 / 11]);
  });

  it('takes nothing for certain, not even where all was right or all was wrong', () => {
    const [right = 0] = estimateRates(Array.from({ length: 100 }, () => ({ right: 10, of: 10 })));
    expect(right).toBeGreaterThan(0.999);
    expect(right).toBeLessThan(1);
    const [wrong = 1] = estimateRates(Array.from({ length: 100 }, () => ({ right: 0, of: 10 })));
    expect(wrong).toBeCloseTo(1 - right, 12);
  });

  it('weighs fixtures and not trials: what wavers was run more often', () => {
    const [steady = 0] = estimateRates([
      { right: 10, of: 10 },
      { right: 45, of: 90 },
    ]);
    expect(steady).toBe((10 + 2 / 3) / 11);
  });

  it('gives a fixture that was never scored the average, and half without any', () => {
    expect(
      estimateRates([
        { right: 0, of: 0 },
        { right: 4, of: 4 },
      ])[0],
    ).toBe(0.75);
    expect(estimateRates([{ right: 0, of: 0 }])).toEqual([0.5]);
    expect(estimateRates([])).toEqual([]);
  });

  it('stays strictly between 0 and 1, and grows with each right answer', () => {
    fc.assert(
      fc.property(fc.array(passes, { minLength: 1, maxLength: 40 }), (fixtures) => {
        for (const rate of estimateRates(fixtures)) expect(rate > 0 && rate < 1).toBe(true);
        const [first] = fixtures;
        if (first === undefined || first.right === first.of) return;
        const more = [{ ...first, right: first.right + 1 }, ...fixtures.slice(1)];
        expect(estimateRates(more)[0] ?? 0).toBeGreaterThan(estimateRates(fixtures)[0] ?? 1);
      }),
    );
  });
});
