import { describe, expect, it } from '@jest/globals';
import { countRoutes } from '../../../src/report/routes/countRoutes.ts';
import { WITHHELD } from '../../../src/report/withholdReplies.ts';
import { makeFixtureResult } from '../../helpers/factories/makeFixtureResult.ts';
import { makeAnswer, makeTrial, makeUnanswered, makeUnreadable } from '../../helpers/factories/makeTrial.ts';

const cell = (expected: string, answered: string, baseline: number, candidate: number) => ({
  expected,
  answered,
  isValue: true,
  right: expected === answered,
  baseline,
  candidate,
});
const notScored = makeUnanswered({ kind: 'not-scored', detail: 'overloaded' });

describe('countRoutes', () => {
  it('counts what was expected and what was answered, on both versions', () => {
    const results = [
      makeFixtureResult({ id: 'a' }, 'billing', 'auth'),
      makeFixtureResult({ id: 'b' }, 'auth', 'auth'),
      makeFixtureResult({ id: 'c', team: 'auth' }),
    ];

    expect(countRoutes(results, 'team')).toEqual([
      cell('billing', 'billing', 1, 0),
      cell('billing', 'auth', 1, 2),
      cell('auth', 'auth', 1, 1),
    ]);
  });

  it('counts every first trial, and no fresh one', () => {
    const [once, twice] = [makeAnswer('billing', 'auth'), makeAnswer('billing', 'billing')];
    const result = makeFixtureResult({}, [twice, twice, once], [once, once, twice]);
    const fresh = { baseline: [once, once, once], candidate: [once, once, once] };

    expect(countRoutes([{ ...result, fresh }], 'team')).toEqual([
      cell('billing', 'billing', 2, 1),
      cell('billing', 'auth', 1, 2),
    ]);
  });

  it('leaves out a pair of which one trial could not be scored, so that no version is at an advantage', () => {
    const wrong = makeAnswer('billing', 'auth');
    const results = [
      makeFixtureResult({}, [notScored, makeAnswer('billing', 'billing')], [wrong, wrong]),
      makeFixtureResult({}, [wrong], [notScored]),
    ];

    expect(countRoutes(results, 'team')).toEqual([
      cell('billing', 'billing', 1, 0),
      cell('billing', 'auth', 0, 1),
    ]);
  });

  it('pairs trials by their index, not by their place', () => {
    const [first, second] = [makeTrial({ index: 0 }), makeTrial({ index: 1, grade: notScored.grade })];
    const result = makeFixtureResult();
    const baseline = [second, first];
    const candidate = [makeAnswer('billing', 'auth', { side: 'candidate', index: 1 })];

    expect(countRoutes([{ ...result, baseline, candidate }], 'team')).toEqual([]);
  });

  it('counts the candidate alone where there is no baseline', () => {
    const result = makeFixtureResult({}, [], [makeAnswer('billing', 'auth'), notScored]);

    expect(countRoutes([result], 'team')).toEqual([cell('billing', 'auth', 0, 1)]);
  });

  it('says in brackets why there is no answer, and keeps an answer that looks like it apart', () => {
    const results = [
      makeFixtureResult({}, '[unreadable]', [makeUnreadable('Hello!')]),
      makeFixtureResult({}, 'billing', [makeUnanswered({ kind: 'too-slow', detail: 'after 60 s' })]),
    ];

    expect(countRoutes(results, 'team')).toEqual([
      cell('billing', '[unreadable]', 1, 0),
      { ...cell('billing', '[unreadable]', 0, 1), isValue: false },
      cell('billing', 'billing', 1, 0),
      { ...cell('billing', '[too-slow]', 0, 1), isValue: false },
    ]);
  });

  it('takes right and wrong from the grade: a matcher may ignore case', () => {
    const graded = (actual: string, right: boolean) =>
      makeTrial({
        grade: { kind: 'right', fields: [{ field: 'team', expected: 'billing', actual, right }] },
      });
    const result = makeFixtureResult({}, [graded('Billing', true)], [graded('Auth', false)]);

    expect(countRoutes([result], 'team')).toEqual([
      { ...cell('billing', 'Billing', 1, 0), right: true },
      { ...cell('billing', 'Auth', 0, 1), right: false },
    ]);
  });

  it('tells no answer that is withheld', () => {
    const hidden = makeFixtureResult({}, 'billing', WITHHELD);
    const label = makeFixtureResult({ team: WITHHELD }, WITHHELD, WITHHELD);

    expect(countRoutes([hidden, label], 'team')).toEqual([
      cell('billing', 'billing', 1, 0),
      { ...cell('billing', '[another answer]', 0, 1), isValue: false },
      cell(WITHHELD, WITHHELD, 1, 1),
    ]);
  });

  it('reads a missing field and a missing label as what they are', () => {
    const empty = makeTrial({
      grade: {
        kind: 'wrong',
        reason: 'answer',
        detail: '',
        fields: [{ field: 'constructor', expected: null, actual: undefined, right: false }],
      },
    });

    expect(countRoutes([makeFixtureResult({}, [], [empty])], 'constructor')).toEqual([
      { ...cell('null', '[nothing]', 0, 1), isValue: false },
    ]);
  });

  it('tells a text from the value that it looks like', () => {
    const results = [makeFixtureResult({}, '4', 4)];

    expect(countRoutes(results, 'team').map(({ answered }) => answered)).toEqual(['"4"', '4']);
  });
});
