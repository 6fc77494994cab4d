import { describe, expect, it } from '@jest/globals';

import { scoreFixture } from '../../src/decide/scoreFixture.ts';
import { makeResult } from '../helpers/makeResult.ts';

const score = (baseline: string, candidate: string, rule: 'any-drop' | 'confirmed' = 'any-drop') =>
  scoreFixture(makeResult('TKT-1', 'billing', { baseline, candidate }), true, rule);

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
    expect(scoreFixture(turned, true, 'any-drop')).toMatchObject({
      pairs: 2,
      baselineRight: 1,
      candidateRight: 1,
    });
    const apart = { ...result, baseline: result.baseline.slice(0, 1), candidate: result.candidate.slice(1) };
    expect(scoreFixture(apart, true, 'any-drop').pairs).toBe(0);
  });

  it.each([
    ['r', 'w', 'broke'],
    ['w', 'r', 'fixed'],
    ['rrrr', 'rrww', undefined],
    ['rrrr', 'rwww', 'broke'],
    ['rrww', 'rwww', 'broke'],
    ['rwww', 'wwww', undefined],
    ['rwww', 'rrww', 'fixed'],
  ])('flips by the majority under `confirmed`: baseline %s, candidate %s', (baseline, candidate, flip) => {
    expect(score(baseline, candidate, 'confirmed').score.flip).toBe(flip);
  });

  it('counts fresh trials apart from the first ones, and only pairs that are scored', () => {
    const result = makeResult('TKT-1', 'billing', {
      baseline: 'r',
      candidate: 'w',
      fresh: ['rrw-r', 'rwwrr'],
    });
    expect(scoreFixture(result, true, 'confirmed')).toMatchObject({
      pairs: 1,
      baselineRight: 1,
      candidateRight: 0,
      score: { baseline: 1, candidate: 0, flip: 'broke', rerun: { baseline: 3, candidate: 2, of: 4 } },
    });
    expect(score('r', 'w').score.rerun).toBeUndefined();
  });

  it('scores a new pin by its candidate alone', () => {
    const result = makeResult('TKT-1', 'billing', { candidate: 'rw-r' });
    expect(scoreFixture(result, false, 'confirmed')).toMatchObject({
      pairs: 3,
      baselineRight: 0,
      candidateRight: 2,
      score: { baseline: undefined, candidate: 2 / 3, flip: undefined },
    });
  });
});
