import { describe, expect, it } from '@jest/globals';
import { findFlaky } from '../../src/decide/findFlaky.ts';
import { makeResult } from '../helpers/makeResult.ts';

describe('findFlaky', () => {
  it('finds what one version answers rightly in one trial and wrongly in another, the least steady first', () => {
    const flaky = findFlaky([
      makeResult('steady', 'billing', { baseline: 'r', candidate: 'r', fresh: ['rrrr', 'rrrr'] }),
      makeResult('seldom', 'billing', { baseline: 'r', candidate: 'w', fresh: ['rrrr', 'rrrr'] }),
      makeResult('often', 'auth', { baseline: 'r', candidate: 'w', fresh: ['rwrw', 'wrrr'] }),
    ]);
    expect(flaky).toEqual([
      { id: 'often', team: 'auth', baseline: { right: 3, of: 5 }, candidate: { right: 3, of: 5 } },
      { id: 'seldom', team: 'billing', baseline: { right: 5, of: 5 }, candidate: { right: 4, of: 5 } },
    ]);
  });

  it('does not call a fixture flaky that is plainly broken, though the candidate is right now and then', () => {
    const broken = makeResult('broken', 'billing', {
      baseline: 'r',
      candidate: 'w',
      fresh: ['rrrr', 'rrww'],
    });
    expect(findFlaky([broken])).toEqual([]);
    const hardly = makeResult('hardly', 'billing', {
      baseline: 'r',
      candidate: 'w',
      fresh: ['rrrr', 'rrrw'],
    });
    expect(findFlaky([hardly]).map(({ id }) => id)).toEqual(['hardly']);
  });

  it('knows nothing of versions that had one trial, and takes no failure of the service for an answer', () => {
    expect(
      findFlaky([
        makeResult('one', 'billing', { baseline: 'r', candidate: 'w' }),
        makeResult('lost', 'billing', { baseline: 'r', candidate: 'r', fresh: ['--', 'r-'] }),
      ]),
    ).toEqual([]);
  });

  it('finds a new pin’s unsteady fixtures among its first trials', () => {
    expect(findFlaky([makeResult('new', 'billing', { candidate: 'rw' })])).toEqual([
      { id: 'new', team: 'billing', baseline: { right: 0, of: 0 }, candidate: { right: 1, of: 2 } },
    ]);
  });

  it('lists equally unsteady ones by their ids', () => {
    const wavering = ['b', 'a', 'c'].map((id) => makeResult(id, 'x', { baseline: 'rw', candidate: 'rr' }));
    expect(findFlaky(wavering).map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  });
});
