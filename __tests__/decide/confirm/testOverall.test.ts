import { describe, expect, it } from '@jest/globals';

import { testOverall } from '../../../src/decide/confirm/testOverall.ts';
import { expectNear } from '../../helpers/exact/expectNear.ts';

describe('testOverall', () => {
  it('holds the sign test against a fifth of alpha', () => {
    const { p, ...rest } = testOverall(7, 1, 0.05);
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
    expect(testOverall(broken, fixed, 0.05).isWorse).toBe(isWorse);
  });

  it.each([
    // Seven broken and none fixed: p = 1/128, which is a fifth of 5/128.
    { alpha: (5 / 128) * (1 - 1e-9), where: 'under', isWorse: false },
    { alpha: 5 / 128, where: 'on', isWorse: true },
    { alpha: (5 / 128) * (1 + 1e-9), where: 'over', isWorse: true },
  ])('says $isWorse when the level lies $where p', ({ alpha, isWorse }) => {
    expect(testOverall(7, 0, alpha).isWorse).toBe(isWorse);
  });
});
