import { describe, expect, it } from '@jest/globals';
import type { RunAttempt } from '../../../src/domain/attempt.ts';
import type { RunResult } from '../../../src/domain/result.ts';
import { addAttempts } from '../../../src/report/attempts/addAttempts.ts';
import { type AttemptRecord, NO_ATTEMPTS } from '../../../src/report/attempts/attemptRecord.ts';
import { identifyAttempt } from '../../../src/report/attempts/identifyAttempt.ts';
import { recallAttempts } from '../../../src/report/attempts/recallAttempts.ts';
import { makeFixtureResult } from '../../helpers/factories/makeFixtureResult.ts';
import {
  makeAgentVersion,
  makeDecision,
  makeDraft,
  makeEvaluatedPin,
  makeFailedPin,
  makePin,
  makePolicy,
  makeRemovedPin,
} from '../../helpers/factories/makePinResult.ts';
import { makeRunResult } from '../../helpers/factories/makeRunResult.ts';

const run = (id: number, attempt = 1): RunAttempt => ({ id, attempt });

/** A run that judged version 2, or another one, with this verdict. */
function judge(verdict: 'passed' | 'blocked' | 'error', version = 2, keys = {}): RunResult {
  const plain = makeEvaluatedPin([makeFixtureResult()]);
  const pin = makeEvaluatedPin([makeFixtureResult()], {
    decision: makeDecision(plain.decision.teams, { verdict }),
    candidate: {
      pin: makePin({ version }),
      config: makeAgentVersion({ version, system: `Prompt ${version}.` }),
    },
    source: { ...plain.source, policy: makePolicy(keys) },
  });
  return makeRunResult([pin]);
}

/** The record after these runs, the first has id 1. */
function recordAll(...results: readonly RunResult[]): AttemptRecord {
  return results.reduce((record, result, index) => addAttempts(record, result, run(index + 1)), NO_ATTEMPTS);
}

/** What the reports of this run tell of earlier attempts: verdict and run. */
function recall(result: RunResult, record: AttemptRecord, current: RunAttempt | undefined) {
  return recallAttempts(result, record, current).pins.map((pin) =>
    'earlier' in pin
      ? pin.earlier?.recent.map((one) => `${one.run.id}-${one.run.attempt} ${one.verdict}`)
      : null,
  );
}

describe('addAttempts', () => {
  it('remembers each run with its verdict, oldest first', () => {
    const record = recordAll(judge('blocked'), judge('error'), judge('passed'));
    expect(record.subjects).toHaveLength(1);
    expect(recall(judge('passed'), record, run(9))).toEqual([['1-1 blocked', '2-1 error', '3-1 passed']]);
  });

  it('knows nothing before the first', () => {
    const [pin] = recallAttempts(judge('passed'), NO_ATTEMPTS, run(1)).pins;
    expect(pin).toMatchObject({ earlier: { recent: [], older: { passed: 0, blocked: 0, error: 0 } } });
  });

  it('counts a run once, by what it said last, and never as its own predecessor', () => {
    const once = recordAll(judge('error'));
    const twice = addAttempts(once, judge('passed'), run(1));
    expect(recall(judge('passed'), twice, run(2))).toEqual([['1-1 passed']]);
    expect(recall(judge('passed'), twice, run(1))).toEqual([[]]);
  });

  it('counts jobs that were run again', () => {
    const record = addAttempts(recordAll(judge('blocked')), judge('passed'), run(1, 2));
    expect(recall(judge('passed'), record, run(1, 3))).toEqual([['1-1 blocked', '1-2 passed']]);
  });

  it('keeps other versions apart, and finds them again', () => {
    const record = recordAll(judge('blocked', 2), judge('passed', 3), judge('passed', 2));
    expect(recall(judge('passed', 3), record, run(9))).toEqual([['2-1 passed']]);
    expect(recall(judge('passed', 2), record, run(9))).toEqual([['1-1 blocked', '3-1 passed']]);
    // The one judged last comes last: when room gets scarce the first goes first.
    expect(record.subjects.map(({ recent }) => recent.length)).toEqual([1, 2]);
  });

  it('keeps what it had in mind when nothing was evaluated', () => {
    const record = recordAll(judge('blocked'));
    expect(addAttempts(record, makeRunResult([makeFailedPin(), makeRemovedPin()]), run(2))).toEqual(record);
    expect(recall(makeRunResult([makeFailedPin()]), record, run(2))).toEqual([null]);
  });

  it('adds nothing without a run to tell it by', () => {
    const record = recordAll(judge('blocked'));
    expect(addAttempts(record, judge('passed'), undefined)).toEqual(record);
    expect(recall(judge('passed'), record, undefined)).toEqual([['1-1 blocked']]);
  });

  it('keeps the older ones that are only counted', () => {
    const [subject] = recordAll(judge('blocked')).subjects;
    if (subject === undefined) throw new Error('expected a subject');
    const record = { subjects: [{ ...subject, older: { passed: 1, blocked: 2, error: 3 } }], forgotten: 4 };
    const next = addAttempts(record, judge('passed'), run(2));
    expect(next.forgotten).toBe(4);
    const [pin] = recallAttempts(judge('passed'), next, run(3)).pins;
    expect(pin).toMatchObject({ earlier: { older: { passed: 1, blocked: 2, error: 3 }, recent: [{}, {}] } });
  });

  it('finds what was recorded by the number alone, and keeps it by the configuration from then on', () => {
    const [pin] = judge('passed').pins;
    const identity = pin && identifyAttempt(pin);
    if (identity?.byNumber === undefined) throw new Error('expected a number');
    const [subject] = recordAll(judge('blocked')).subjects;
    if (subject === undefined) throw new Error('expected a subject');
    const old = { subjects: [{ ...subject, subject: identity.byNumber }], forgotten: 0 };
    expect(recall(judge('passed'), old, run(9))).toEqual([['1-1 blocked']]);
    const next = addAttempts(old, judge('passed'), run(2));
    expect(next.subjects.map((one) => [one.subject, one.recent.length])).toEqual([[identity.subject, 2]]);
  });

  it('counts a good draft as passed', () => {
    const plain = judge('passed').pins[0];
    if (plain?.state !== 'evaluated') throw new Error('expected an evaluated pin');
    const pending = makeRunResult([{ ...plain, draft: makeDraft() }]);
    expect(pending.verdict).toBe('pending');
    expect(recall(judge('passed'), recordAll(pending), run(9))).toEqual([['1-1 passed']]);
  });

  it('tells by which policy', () => {
    const record = recordAll(judge('blocked', 2), judge('blocked', 2, { policy: { alpha: 0.2 } }));
    const [pin] = recallAttempts(judge('passed', 2, { policy: { alpha: 0.2 } }), record, run(9)).pins;
    expect(pin).toMatchObject({ earlier: { recent: [{ otherPolicy: true }, { otherPolicy: false }] } });
  });

  it('counts an evaluation that failed on its way as one that could not be evaluated', () => {
    const [pin] = judge('passed').pins;
    if (pin?.state !== 'evaluated') throw new Error('expected an evaluated pin');
    const failed = makeFailedPin({
      judged: {
        baseline: pin.baseline?.pin,
        candidate: pin.candidate.pin,
        policy: pin.source.policy,
        fixtures: [makeFixtureResult().fixture],
      },
      effort: { sessions: 5, costUsd: 1, durationMs: 1 },
    });
    const record = recordAll(makeRunResult([failed]));
    expect(recall(judge('passed'), record, run(9))).toEqual([['1-1 error']]);
  });
});
