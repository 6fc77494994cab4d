import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { holm } from '../../../src/decide/statistics/holm.ts';

const rejectedOf = (results: ReturnType<typeof holm>) => results.map(({ rejected }) => rejected);
const levelsOf = (results: ReturnType<typeof holm>) => results.map(({ level }) => level);

/** p-values in ten-thousandths, and an alpha between two of them, so that no rounding decides anything. */
const wholes = fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 8 });
const toP = (list: readonly number[]) => list.map((whole) => whole / 10_000);
const alphas = fc.integer({ min: 1, max: 1000 });
const toAlpha = (whole: number) => (whole + 0.5) / 10_000;

describe('holm', () => {
  it('rejects the fourth and the first of the textbook’s four hypotheses', () => {
    // The example of Wikipedia's "Holm–Bonferroni method": 0.01, 0.04, 0.03 and 0.005 at 0.05.
    const results = holm([0.01, 0.04, 0.03, 0.005], 0.05);
    expect(rejectedOf(results)).toEqual([true, false, false, true]);
    // 0.005 against 0.05/4, 0.01 against 0.05/3, 0.03 against 0.05/2 fails, and 0.04 with it.
    expect(levelsOf(results)).toEqual([0.05 / 3, 0.05 / 2, 0.05 / 2, 0.05 / 4]);
  });

  it('stops at the first that fails, though a later one would pass its own level', () => {
    // 0.03 is over 0.05/2, so 0.04 is not asked though it is under 0.05.
    expect(rejectedOf(holm([0.04, 0.03], 0.05))).toEqual([false, false]);
    expect(rejectedOf(holm([0.04, 0.025], 0.05))).toEqual([true, true]);
  });

  it.each([
    { p: 0.0124, rejected: true },
    { p: 0.0125, rejected: true },
    { p: 0.0126, rejected: false },
  ])('holds $p, the smallest of four, against 0.0125', ({ p, rejected }) => {
    expect(holm([0.9, p, 0.8, 0.7], 0.05)[1]).toEqual({ rejected, level: 0.0125 });
  });

  it('does not let rounding decide a tie', () => {
    // Three tenths of a level, divided by three: 0.015/3 is 0.005 only nearly.
    expect(rejectedOf(holm([0.005, 0.5, 0.5], 0.3 * 0.05))).toEqual([true, false, false]);
  });

  it('has no hypotheses to reject in none', () => {
    expect(holm([], 0.05)).toEqual([]);
  });

  it('rejects all where equal p-values pass, and counts each of them', () => {
    const results = holm([0.01, 0.01, 0.01], 0.05);
    expect(rejectedOf(results)).toEqual([true, true, true]);
    expect(levelsOf(results)).toEqual([0.05 / 3, 0.05 / 2, 0.05]);
  });

  it('divides by the whole family, the settled ones included', () => {
    expect(holm([0.02], 0.05, 3)).toEqual([{ rejected: false, level: 0.05 / 3 }]);
    expect(holm([0.02], 0.05, 3, 1)).toEqual([{ rejected: true, level: 0.025 }]);
    expect(holm([0.04], 0.05, 3, 2)).toEqual([{ rejected: true, level: 0.05 }]);
    expect(holm([0.015, 0.024], 0.05, 4, 1)).toEqual([
      { rejected: true, level: 0.05 / 3 },
      { rejected: true, level: 0.025 },
    ]);
  });

  it('is Bonferroni for one hypothesis', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1000 }), alphas, (whole, alpha) => {
        expect(holm(toP([whole]), toAlpha(alpha))).toEqual([
          { rejected: whole <= alpha, level: toAlpha(alpha) },
        ]);
      }),
    );
  });

  it('rejects what p.adjust(p, "holm") brings to alpha or less', () => {
    fc.assert(
      fc.property(wholes, alphas, (list, alpha) => {
        // R: the i-th smallest becomes the largest of (n − j + 1)·p of those up to it. In whole ten-thousandths.
        const sorted = [...list].sort((a, b) => a - b);
        const adjusted = sorted.map((_, i) =>
          Math.max(...sorted.slice(0, i + 1).map((p, j) => (list.length - j) * p)),
        );
        const expected = sorted.filter((_, i) => (adjusted[i] ?? Number.NaN) <= alpha);
        const rejected = list.filter((_, index) => holm(toP(list), toAlpha(alpha))[index]?.rejected);
        expect([...rejected].sort((a, b) => a - b)).toEqual(expected);
      }),
    );
  });

  it('never rejects a larger p-value while a smaller one is not, and never less than Bonferroni', () => {
    fc.assert(
      fc.property(wholes, alphas, (list, alpha) => {
        const results = holm(toP(list), toAlpha(alpha));
        const rejected = list.filter((_, index) => results[index]?.rejected === true);
        const kept = list.filter((_, index) => results[index]?.rejected === false);
        expect(Math.max(-1, ...rejected)).toBeLessThanOrEqual(Math.min(1001, ...kept));
        for (const p of kept) expect(p / 10_000).toBeGreaterThan(toAlpha(alpha) / list.length);
      }),
    );
  });

  it('rejects no more as alpha shrinks or the family grows', () => {
    fc.assert(
      fc.property(wholes, alphas, alphas, fc.nat(5), (list, one, other, settled) => {
        const large = holm(toP(list), toAlpha(Math.max(one, other)));
        const small = holm(toP(list), toAlpha(Math.min(one, other)));
        const wide = holm(toP(list), toAlpha(Math.max(one, other)), list.length + settled);
        for (const index of list.keys()) {
          if (small[index]?.rejected) expect(large[index]?.rejected).toBe(true);
          if (wide[index]?.rejected) expect(large[index]?.rejected).toBe(true);
        }
      }),
    );
  });
});
