import { describe, expect, it } from '@jest/globals';
import type { Annotation } from '../../src/domain/reportSink.ts';
import type { RunResult } from '../../src/domain/result.ts';
import { annotations } from '../../src/report/annotations.ts';
import { makeChange } from '../helpers/factories/makeChange.ts';
import { makeFixtureResult } from '../helpers/factories/makeFixtureResult.ts';
import {
  makeDecision,
  makeEvaluatedPin,
  makeFailedPin,
  makeRemovedPin,
} from '../helpers/factories/makePinResult.ts';
import { makeReportContext } from '../helpers/factories/makeReportContext.ts';
import { makeRunResult } from '../helpers/factories/makeRunResult.ts';
import { makeUnanswered } from '../helpers/factories/makeTrial.ts';
import { hostile } from './hostileCorpus.ts';
import * as scenarios from './scenarios.ts';

const context = makeReportContext();
const file = 'prompts/ticket-triage/pinned-version.yml';

describe('annotations', () => {
  it('puts what blocks on the version line', () => {
    expect(annotations(scenarios.blocked(), context)[0]).toEqual({
      level: 'error',
      title: 'Pin Gate: blocked',
      file,
      line: 2,
      message: 'Blocked: `billing` regressed: 4/5 → 2/5. billing: The candidate gets 2 of 5 right.',
    });
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
    for (const make of [scenarios.passed, scenarios.remembered, scenarios.rollbackKnown])
      expect(annotations(make(), context)).toEqual([]);
  });

  it('asks for the number on the version line, and still says what is not protected', () => {
    const [pin] = scenarios.draftMade().pins;
    if (pin?.state !== 'evaluated') throw new Error('expected an evaluated pin');
    const decision = { ...pin.decision, reasons: ['Not protected: "a".'] };
    expect(annotations(makeRunResult([{ ...pin, decision }]), context)).toEqual([
      {
        level: 'error',
        title: 'Pin Gate: write the number',
        file,
        line: 2,
        message:
          'Evaluated and good: write 3 into the pin (`api-platform` improved: 4/5 → 5/5; 3 teams held).',
      },
      { level: 'warning', title: 'Pin Gate', file, line: 2, message: 'Not protected: "a".' },
    ]);
    expect(annotations(scenarios.described(), context)).toMatchObject([{ level: 'error', file, line: 2 }]);
    expect(annotations(scenarios.rememberedDraft(), context)).toMatchObject([{ level: 'error', line: 2 }]);
  });

  it('warns of a rollback that could not be verified', () => {
    expect(annotations(scenarios.rollbackUnverified(), context)).toEqual([
      {
        level: 'warning',
        title: 'Pin Gate: not verified',
        file,
        line: 2,
        message:
          'Could not be verified: whether version 2 can still be run. The service answered 529 overloaded_error to "read version 2" four times.',
      },
    ]);
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

const fixtures = 'prompts/ticket-triage/tickets.jsonl';

/** As many fixtures that all break as asked for, in the file that the factories name. */
function broken(count: number, overrides: Partial<RunResult> = {}): RunResult {
  const results = Array.from({ length: count }, (_, index) =>
    makeFixtureResult({ id: `TKT-${index}`, line: index + 1 }, 'billing', 'auth'),
  );
  return makeRunResult([makeEvaluatedPin(results)], overrides);
}

function warnings(result: RunResult, where = context): readonly Annotation[] {
  return annotations(result, where).filter(({ level }) => level === 'warning');
}

describe('warnings on fixtures that broke', () => {
  it('stand on their lines, after the error, with expected and both answers', () => {
    const title = 'Pin Gate: a fixture broke';
    const expected = 'expected billing; v1 gave billing, v2 api-platform.';
    expect(annotations(scenarios.blocked(), context).slice(1)).toEqual([
      {
        level: 'warning',
        title,
        file: fixtures,
        line: 1,
        message: `TKT-1001 of billing, "API usage doubled on our account in March": ${expected}`,
      },
      {
        level: 'warning',
        title,
        file: fixtures,
        line: 2,
        message: `TKT-1002 of billing, "Rate limit tier not matching what we are paying for": ${expected}`,
      },
    ]);
  });

  it('come with the plainest breaks first, and not for what happened just once', () => {
    const messages = warnings(scenarios.confirmedLoss()).map(({ message }) => message);

    expect(messages).toHaveLength(2);
    expect(messages[0]).toMatch(/^TKT-1001 .* Right when it was run again: 4\/4 → 0\/4\.$/);
    expect(messages[1]).toMatch(
      /^TKT-1002 .* v2 api-platform \(4×, and else\)\. Right when it was run again: 4\/4 → 1\/4\.$/,
    );
  });

  it('put what fresh trials confirm before what was not run again', () => {
    const [pin] = broken(3).pins;
    if (pin?.state !== 'evaluated') throw new Error('expected an evaluated pin');
    const reruns = [undefined, { baseline: 4, candidate: 2, of: 4 }, { baseline: 4, candidate: 0, of: 4 }];
    const teams = pin.decision.teams.map((team) => ({
      ...team,
      fixtures: team.fixtures.map((score, index) => ({ ...score, rerun: reruns[index] })),
    }));

    const list = warnings(makeRunResult([{ ...pin, decision: { ...pin.decision, teams } }]));
    expect(list.map(({ line }) => line)).toEqual([3, 2, 1]);
  });

  it.each([
    [9, 0, 9, ''],
    [10, 0, 10, ''],
    [11, 0, 10, 'And 2 more fixtures broke; the job summary has them.'],
    [20_000, 0, 10, 'And 19,991 more fixtures broke; the job summary has them.'],
    [7, 3, 7, ''],
    [8, 3, 7, 'And 2 more fixtures broke; the job summary has them.'],
    [5, 10, 1, 'And 5 more fixtures broke; the job summary has them.'],
    [1, 12, 1, ''],
  ])('of %i fixtures beside %i other warnings are %i, as GitHub shows ten', (count, others, shown, last) => {
    const list = warnings(broken(count, { warnings: Array(others).fill('Slow.') }));

    expect(list).toHaveLength(others + shown);
    expect(list.slice(0, others).every(({ message }) => message === 'Slow.')).toBe(true);
    if (last === '') expect(list.at(-1)).toMatchObject({ file: fixtures, line: count });
    else expect(list.at(-1)).toMatchObject({ file, line: 2, message: last });
  });

  it.each([
    ['changes', { path: fixtures, status: 'modified' as const }],
    ['renames', { path: 'tickets.jsonl', status: 'renamed' as const, previousPath: fixtures }],
  ])('stand on the pin where the change %s the fixtures, as its lines are others', (_, changed) => {
    const [warning] = warnings(broken(1, { change: makeChange({ files: [changed] }) }));

    expect(warning).toMatchObject({ file, line: 2 });
    expect(warning?.message).toMatch(
      /It is at prompts\/ticket-triage\/tickets\.jsonl:1 of the base branch, a file that this change touches\.$/,
    );
  });

  it('stand on their lines where the fixtures were read from the change itself', () => {
    const changed = { path: fixtures, status: 'added' as const };
    const result = broken(1, { change: makeChange({ files: [changed] }) });
    const pins = result.pins.map((pin) =>
      pin.state === 'evaluated' ? { ...pin, source: { ...pin.source, from: 'head' as const } } : pin,
    );

    expect(warnings({ ...result, pins })).toMatchObject([{ file: fixtures, line: 1 }]);
  });

  it('have no answer that is withheld, and say how to see it', () => {
    const secret = makeFixtureResult({ id: 'a' }, 'billing', 'account 4711');
    const refused = makeFixtureResult({ id: 'b' }, 'billing', [
      makeUnanswered({ kind: 'refusal', detail: 'account 4711' }),
    ]);
    const result = makeRunResult([makeEvaluatedPin([secret, refused])]);
    const how = 'What the agent wrote is withheld; `show: { replies: yes }` in gate.yml shows it.';

    const messages = warnings(result, makeReportContext({ publicRepository: true })).map(
      ({ message }) => message,
    );
    expect(messages).toEqual([
      `a of billing, "API usage doubled": expected billing; v1 gave billing, v2 another answer. ${how}`,
      `b of billing, "API usage doubled": expected billing; v1 gave billing, v2 refusal. ${how}`,
    ]);
    expect(warnings(result)[0]?.message).toContain('v2 account 4711.');
  });

  it('name every field that makes the difference', () => {
    expect(warnings(scenarios.secondField())[0]?.message).toContain(
      'expected priority: high; v1 gave priority: high, v2 priority: low.',
    );
  });
});
