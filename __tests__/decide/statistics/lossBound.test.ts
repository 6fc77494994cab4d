import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { boundLoss, measureLoss } from '../../../src/decide/statistics/lossBound.ts';
import { turnRound } from '../../../src/decide/statistics/table.ts';
import { arbitraryTable } from '../../helpers/arbitraryTable.ts';
import { expectNear } from '../../helpers/exact/expectNear.ts';
import { ratio } from '../../helpers/exact/ratio.ts';
import { makeTable } from '../../helpers/makeTable.ts';

const tables = fc.array(arbitraryTable(40), { maxLength: 12 });

describe('measureLoss', () => {
  it.each([
    { of: 'nothing', list: [], expected: 0 },
    { of: 'a fixture without pairs', list: [makeTable(0, 0, 0)], expected: 0 },
    { of: 'a plain break', list: [makeTable(4, 4, 0)], expected: 1 },
    { of: 'a plain gain', list: [makeTable(4, 0, 4)], expected: -1 },
    { of: 'one break and one gain', list: [makeTable(4, 4, 0), makeTable(16, 0, 16)], expected: 0 },
    { of: 'a quarter and an eighth', list: [makeTable(4, 3, 2), makeTable(8, 8, 7)], expected: 0.375 },
  ])('is $expected fixtures for $of', ({ list, expected }) => {
    expect(measureLoss(list)).toBe(expected);
  });

  it('changes its sign when the versions change places', () => {
    fc.assert(
      fc.property(tables, (list) => {
        expect(measureLoss(list.map(turnRound)) + measureLoss(list)).toBe(0);
      }),
    );
  });
});

describe('boundLoss', () => {
  it('has the standard error of Agresti and Caffo', () => {
    // Perondi et al. 2004, 7 of 34 against 1 of 34. R's PropCIs::wald2ci(7, 34, 1, 34, 0.95, adjust = "AC") has
    // 0.01161167 to 0.32172166 (so quoted by the tests of statsmodels), which is twice 1.959964 standard errors.
    const error = (0.32172166 - 0.01161167) / 2 / 1.959963984540054;
    expectNear(boundLoss([makeTable(34, 7, 1)]), 6 / 34 + 1.645 * error, 1e-7);
  });

  it.each([
    // By hand: 1.645 · √(2 · (5/6)(1/6)/6) = 1.645 · √(10/216).
    { list: [makeTable(4, 4, 4)], expected: 1.645 * Math.sqrt(10 / 216) },
    { list: [makeTable(4, 0, 0)], expected: 1.645 * Math.sqrt(10 / 216) },
    // Two fixtures: the losses add up, and so do the variances.
    { list: [makeTable(4, 4, 4), makeTable(4, 4, 0)], expected: 1 + 1.645 * Math.sqrt(20 / 216) },
    // (3/4)(1/4)/4 and (2/4)(2/4)/4, of two pairs.
    { list: [makeTable(2, 2, 1)], expected: 0.5 + 1.645 * Math.sqrt(7 / 64) },
    { list: [makeTable(2, 1, 2)], expected: -0.5 + 1.645 * Math.sqrt(7 / 64) },
    // Nothing is known of a fixture without pairs: ½ · ½/2 for either version.
    { list: [makeTable(0, 0, 0)], expected: 1.645 * Math.sqrt(1 / 4) },
    { list: [], expected: 0 },
  ])('is $expected for $list', ({ list, expected }) => {
    expectNear(boundLoss(list), expected, 1e-14);
  });

  it('agrees with the formula in whole numbers', () => {
    fc.assert(
      fc.property(tables, (list) => {
        let [numerator, denominator] = [0n, 1n];
        for (const { pairs, baselineRight, candidateRight } of list) {
          for (const right of [baselineRight, candidateRight]) {
            const part = BigInt((right + 1) * (pairs - right + 1));
            const whole = BigInt(pairs + 2) ** 3n;
            [numerator, denominator] = [numerator * whole + part * denominator, denominator * whole];
          }
        }
        const expected = measureLoss(list) + 1.645 * Math.sqrt(ratio(numerator, denominator));
        expect(boundLoss(list)).toBeCloseTo(expected, 12);
      }),
    );
  });

  it('is above the loss for any fixtures, and the same in whatever order', () => {
    fc.assert(
      fc.property(fc.array(arbitraryTable(40), { minLength: 1, maxLength: 12 }), (list) => {
        expect(boundLoss(list)).toBeGreaterThan(measureLoss(list));
        expect(boundLoss([...list].reverse())).toBeCloseTo(boundLoss(list), 12);
      }),
    );
  });

  it('comes closer to the loss with every pair that agrees', () => {
    const bounds = [0, 1, 4, 8, 16, 40, 1000].map((pairs) => boundLoss([makeTable(pairs, pairs, pairs)]));
    expect([...bounds].sort((a, b) => b - a)).toEqual(bounds);
    expect(bounds.at(-1)).toBeLessThan(0.003);
  });
});
