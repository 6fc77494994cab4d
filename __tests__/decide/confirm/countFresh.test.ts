import { describe, expect, it } from '@jest/globals';
import { countFresh } from '../../../src/decide/confirm/countFresh.ts';
import { makeResult } from '../../helpers/makeResult.ts';

const count = (baseline: string, candidate: string, trials?: number) =>
  countFresh(makeResult('T', 'x', { baseline: 'r', candidate: 'w', fresh: [baseline, candidate] }), trials);

describe('countFresh', () => {
  it('counts fresh trials and no first ones', () => {
    expect(count('rrww', 'rwww')).toEqual({ pairs: 4, baselineRight: 2, candidateRight: 1 });
    expect(count('', '')).toEqual({ pairs: 0, baselineRight: 0, candidateRight: 0 });
  });

  it('drops a pair on both versions when either was not scored', () => {
    expect(count('rr-r', '-rrr')).toEqual({ pairs: 2, baselineRight: 2, candidateRight: 2 });
  });

  it('looks at the first pairs of a round only, by their index and whatever their order', () => {
    expect(count('rrrrwwww', 'wwwwrrrr', 4)).toEqual({ pairs: 4, baselineRight: 4, candidateRight: 0 });
    const result = makeResult('T', 'x', { candidate: 'w', fresh: ['rwww', 'rrrr'] });
    const turned = { ...result, fresh: { ...result.fresh, baseline: result.fresh.baseline.toReversed() } };
    expect(countFresh(turned, 1)).toEqual({ pairs: 1, baselineRight: 1, candidateRight: 1 });
  });
});
