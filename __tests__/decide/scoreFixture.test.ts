import { describe, expect, it } from '@jest/globals';

import { scoreFixture } from '../../src/decide/scoreFixture.ts';
import { makeResult } from '../helpers/makeResult.ts';

const score = (baseline: string, candidate: string) =>
  scoreFixture(makeResult('TKT-1', 'billing', { baseline, candidate }), true);

describe('scoreFixture', () => {
  it.each([
    ['r', 'r', 1, 1, undefined],
    ['r', 'w', 1, 0, 'broke'],
    ['u', 'r', 0, 1, 'fixed'],
    ['rrw', 'rww', 2 / 3, 1 / 3, 'broke'],
    ['rw', 'wr', 0.5, 0.5, undefined],
  ])('baseline %s, candidate %s', (baseline, candidate, baselineScore, candidateScore, flip) => {
    expect(score(baseline, candidate).score).toMatchObject({
      baseline: baselineScore,
      candidate: candidateScore,
      flip,
    });
  });

  it('drops a pair on both sides when either side has no score', () => {
    // Of four pairs the first and the third drop out, and with them what the other side had right there.
    expect(score('rr-r', '-wrr')).toMatchObject({ pairs: 2, baselineRight: 2, candidateRight: 1 });
    expect(score('r-', '-r')).toMatchObject({
      pairs: 0,
      score: { baseline: undefined, candidate: undefined, flip: undefined },
    });
  });

  it('drops a trial whose partner was never run', () => {
    expect(score('rrr', 'rw')).toMatchObject({ pairs: 2, baselineRight: 2, candidateRight: 1 });
    expect(score('', 'r')).toMatchObject({ pairs: 0 });
  });

  it('pairs by index, not by position', () => {
    const result = makeResult('TKT-1', 'billing', { baseline: 'rw', candidate: 'rw' });
    const turned = { ...result, candidate: result.candidate.toReversed() };
    expect(scoreFixture(turned, true)).toMatchObject({ pairs: 2, baselineRight: 1, candidateRight: 1 });
    const apart = { ...result, baseline: result.baseline.slice(0, 1), candidate: result.candidate.slice(1) };
    expect(scoreFixture(apart, true).pairs).toBe(0);
  });

  it('scores a new pin by its candidate alone', () => {
    const result = makeResult('TKT-1', 'billing', { candidate: 'rw-r' });
    expect(scoreFixture(result, false)).toMatchObject({
      pairs: 3,
      baselineRight: 0,
      candidateRight: 2,
      score: { baseline: undefined, candidate: 2 / 3, flip: undefined },
    });
  });
});
