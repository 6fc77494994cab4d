import { describe, expect, it } from '@jest/globals';
import type { DraftResult, PinResult } from '../../src/domain/result.ts';
import { addEvaluations } from '../../src/memory/addEvaluations.ts';
import { makeDecision, makeEvaluatedPin, makeFailedPin } from '../helpers/factories/makePinResult.ts';
import { makeRunResult } from '../helpers/factories/makeRunResult.ts';

const run = { id: 12, attempt: 1 };
const draft: DraftResult = {
  agentFile: 'p/x.agent.yaml',
  version: 3,
  how: 'made-after',
  over: 2,
  differs: [],
  line: undefined,
};
const judged = (
  verdict: 'passed' | 'blocked' | 'error',
  parts: Parameters<typeof makeEvaluatedPin>[1] = {},
) => makeEvaluatedPin([], { decision: makeDecision([], { verdict }), draft, ...parts });
const add = (pin: PinResult, kept = addEvaluations([], makeRunResult([]), run), by = run) =>
  addEvaluations(kept, makeRunResult([pin]), by);

describe('addEvaluations', () => {
  it('keeps a good draft with the number that it became', () => {
    expect(add(judged('passed'))).toMatchObject([
      { isDraft: true, evaluation: { run, candidate: { version: 3 } } },
    ]);
  });

  it.each([
    ['blocked', judged('blocked')],
    ['without a verdict', judged('error')],
    [
      'good but of no version',
      judged('passed', { draft: { ...draft, version: undefined, how: 'not-made' } }),
    ],
    ['not evaluated', makeFailedPin()],
  ])('adds nothing that is %s', (_, pin) => {
    expect(add(pin)).toEqual([]);
  });

  it('adds nothing without a run to point to', () => {
    expect(addEvaluations([], makeRunResult([judged('passed')]), undefined)).toEqual([]);
  });

  it('has the newest of a subject only, and none once that is blocked', () => {
    const kept = add(judged('passed'));
    expect(add(judged('passed'), kept, { id: 13, attempt: 1 })).toMatchObject([
      { evaluation: { run: { id: 13 } } },
    ]);
    expect(add(judged('blocked'), kept)).toEqual([]);
    expect(add(judged('error'), kept)).toEqual(kept);
  });
});
