import { describe, expect, it } from '@jest/globals';
import { annotations } from '../../src/report/annotations.ts';
import {
  makeDecision,
  makeEvaluatedPin,
  makeFailedPin,
  makeRemovedPin,
} from '../helpers/factories/makePinResult.ts';
import { makeReportContext } from '../helpers/factories/makeReportContext.ts';
import { makeRunResult } from '../helpers/factories/makeRunResult.ts';
import { hostile } from './hostileCorpus.ts';
import * as scenarios from './scenarios.ts';

const context = makeReportContext();
const file = 'prompts/ticket-triage/pinned-version.yml';

describe('annotations', () => {
  it('puts what blocks on the version line', () => {
    expect(annotations(scenarios.blocked(), context)).toEqual([
      {
        level: 'error',
        title: 'Pin Gate: blocked',
        file,
        line: 2,
        message: 'Blocked: `billing` regressed: 4/5 → 2/5. billing: The candidate gets 2 of 5 right.',
      },
    ]);
  });

  it('puts every problem where it is, one without a place on the pin', () => {
    const problems = [{ file: 'g.yml', line: 3, message: 'Bad.' }, { message: 'No such version.' }];
    const result = makeRunResult([makeFailedPin({ problems })], { problems: [{ message: 'No secret.' }] });

    const title = 'Pin Gate: could not evaluate';
    expect(annotations(result, context)).toEqual([
      { level: 'error', title, message: 'No secret.' },
      { level: 'error', title, file: 'g.yml', line: 3, message: 'Bad.' },
      { level: 'error', title, file, line: 2, message: 'No such version.' },
    ]);
  });

  it('says why a pin could not be evaluated, before the problems of others', () => {
    const [first] = annotations(
      makeRunResult([makeFailedPin(), ...scenarios.couldNotEvaluate().pins]),
      context,
    );

    expect(first).toMatchObject({ level: 'error', file, line: 2 });
    expect(first?.message).toContain('Could not evaluate "billing": 2 of 5 fixtures');
  });

  it('warns about removed pins, what is not protected, and what the run warns of', () => {
    const passed = makeEvaluatedPin([], { decision: makeDecision([], { reasons: ['Not protected: "a".'] }) });
    const result = makeRunResult([passed, makeRemovedPin()], { warnings: ['Slow.'] });

    expect(annotations(result, context).map(({ level, message }) => [level, message])).toEqual([
      ['warning', 'Not protected: "a".'],
      ['warning', 'Slow.'],
      [
        'warning',
        'Passed: `prompts/old-agent/pinned-version.yml` is removed, so there is nothing to evaluate',
      ],
    ]);
  });

  it('has nothing to say about a pass', () => {
    expect(annotations(scenarios.passed(), context)).toEqual([]);
  });

  it.each([
    [49, 49],
    [50, 50],
    [51, 51],
    [5_000, 51],
  ])('gives %i problems as %i remarks', (count, remarks) => {
    const problems = Array.from({ length: count }, (_, index) => ({ message: `Problem ${index}.` }));
    const list = annotations(makeRunResult([], { verdict: 'error', problems }), context);

    expect(list).toHaveLength(remarks);
    const last = count > 50 ? `And ${count - 50} more; the job summary has them.` : `Problem ${count - 1}.`;
    expect(list.at(-1)?.message).toBe(last);
  });

  it('keeps hostile messages on one line', () => {
    for (const { title, message } of annotations(hostile(), context)) {
      expect(`${title}${message}`).not.toMatch(/[\p{Cc}\u2028\u2029\u202e]/u);
    }
  });
});
