import { describe, expect, it } from '@jest/globals';
import { addPasses } from '../../../src/decide/calibrate/addPasses.ts';
import { isFlaky } from '../../../src/decide/calibrate/isFlaky.ts';
import { makeFixtureResult } from '../../helpers/factories/makeFixtureResult.ts';
import { makeAnswer, makeUnanswered } from '../../helpers/factories/makeTrial.ts';

const right = makeAnswer('billing', 'billing');
const wrong = makeAnswer('billing', 'auth');
const lost = makeUnanswered({ kind: 'not-scored', detail: 'the service failed' });

describe('addPasses', () => {
  it('pools both sides, first trials and fresh ones, and leaves out what was not scored', () => {
    const result = {
      ...makeFixtureResult({ id: 'T-1' }, [right, lost], [wrong]),
      fresh: { baseline: [right, right], candidate: [right, lost] },
    };
    expect(addPasses([], [result])).toMatchObject([{ id: 'T-1', team: 'billing', right: 4, of: 5 }]);
  });

  it('adds run to run, fixture by fixture', () => {
    const run = [makeFixtureResult({ id: 'T-1' }), makeFixtureResult({ id: 'T-2' }, [right], [wrong])];
    const twice = addPasses(addPasses([], run), run);
    expect(twice).toMatchObject([
      { id: 'T-1', right: 4, of: 4 },
      { id: 'T-2', right: 2, of: 4 },
    ]);
    expect(twice.map(isFlaky)).toEqual([false, true]);
  });

  it('has nothing to divide by where nothing was scored, and calls that not flaky', () => {
    const [passes] = addPasses([], [makeFixtureResult({}, [lost], [lost])]);
    expect(passes).toMatchObject({ right: 0, of: 0 });
    expect(passes !== undefined && isFlaky(passes)).toBe(false);
  });
});
