import { describe, expect, it } from '@jest/globals';

import { testOverall } from '../../../src/decide/confirm/testOverall.ts';
import { expectNear } from '../../helpers/exact/expectNear.ts';

/** One pair of trials each: so many fixtures broken, so many fixed, and some that both versions get right or wrong. */
const flips = (broken: number, fixed: number) => [
  ...Array.from({ length: broken }, () => ({ pairs: 1, baselineRight: 1, candidateRight: 0 })),
  ...Array.from({ length: fixed }, () => ({ pairs: 1, baselineRight: 0, candidateRight: 1 })),
  { pairs: 1, baselineRight: 1, candidateRight: 1 },
  { pairs: 1, baselineRight: 0, candidateRight: 0 },
  { pairs: 0, baselineRight: 0, candidateRight: 0 },
];

describe('testOverall', () => {
  it('is the sign test where each fixture has one pair, held against a fifth of alpha', () => {
    const { p, ...rest } = testOverall(flips(7, 1), 0.05);
    // 9/256, by counting.
    expectNear(p, 9 / 256);
    expect(rest).toEqual({ broken: 7, fixed: 1, level: 0.2 * 0.05, isWorse: false });
  });

  it.each([
    { broken: 6, fixed: 0, isWorse: false },
    { broken: 7, fixed: 0, isWorse: true },
    // 10/512 and 11/1024, and 12/2048.
    { broken: 9, fixed: 1, isWorse: false },
    { broken: 10, fixed: 1, isWorse: true },
    { broken: 0, fixed: 0, isWorse: false },
    { broken: 0, fixed: 20, isWorse: false },
  ])('says $isWorse to $broken broken and $fixed fixed at 0.01', ({ broken, fixed, isWorse }) => {
    expect(testOverall(flips(broken, fixed), 0.05).isWorse).toBe(isWorse);
  });

  it.each([
    // Seven broken and none fixed: p = 1/128, which is a fifth of 5/128.
    { alpha: (5 / 128) * (1 - 1e-9), where: 'under', isWorse: false },
    { alpha: 5 / 128, where: 'on', isWorse: true },
    { alpha: (5 / 128) * (1 + 1e-9), where: 'over', isWorse: true },
  ])('says $isWorse when the level lies $where p', ({ alpha, isWorse }) => {
    expect(testOverall(flips(7, 0), alpha).isWorse).toBe(isWorse);
  });

  it.each([
    // R: binom.test(x, n, alternative = "greater"): sums of binomial coefficients over 2ⁿ.
    { broken: 5, fixed: 0, p: 1 / 32 },
    { broken: 4, fixed: 1, p: 6 / 32 },
    { broken: 8, fixed: 2, p: 56 / 1024 },
    { broken: 10, fixed: 10, p: (1 + 184_756 / 1_048_576) / 2 },
    { broken: 0, fixed: 6, p: 1 },
  ])('finds $p for $broken broken and $fixed fixed', ({ broken, fixed, p }) => {
    expectNear(testOverall(flips(broken, fixed), 0.05).p, p);
  });

  it('sees a loss that turns no majority, where each fixture has several pairs', () => {
    const wavering = Array.from({ length: 20 }, () => ({ pairs: 3, baselineRight: 3, candidateRight: 2 }));
    // Each is as likely as not to have its one wrong trial on the candidate: 2⁻²⁰.
    const overall = testOverall(wavering, 0.05);
    expect(overall).toMatchObject({ broken: 0, fixed: 0, isWorse: true });
    expectNear(overall.p, 2 ** -20);
  });

  it('takes thousands of fixtures that all flip', () => {
    const { p } = testOverall(flips(2_020, 1_980), 0.05);
    // The normal approximation with its correction for continuity: P(Z ≥ 39/√4000) = 0.2687.
    expect(p).toBeCloseTo(0.2687, 3);
  });
});
