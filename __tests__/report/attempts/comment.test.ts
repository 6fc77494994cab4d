import { describe, expect, it } from '@jest/globals';
import type { EarlierAttempts } from '../../../src/domain/attempt.ts';
import type { PinResult, RunResult } from '../../../src/domain/result.ts';
import { type AttemptRecord, NO_ATTEMPTS } from '../../../src/report/attempts/attemptRecord.ts';
import { RECORD_LIMIT, RECORD_START } from '../../../src/report/attempts/attemptRecordFormat.ts';
import { readAttemptRecord } from '../../../src/report/attempts/readAttemptRecord.ts';
import { writeAttemptRecord } from '../../../src/report/attempts/writeAttemptRecord.ts';
import { MARKER } from '../../../src/report/escape.ts';
import { COMMENT_LIMIT, renderComment } from '../../../src/report/renderComment.ts';
import { renderNothingToGate } from '../../../src/report/renderNothingToGate.ts';
import { renderSummary } from '../../../src/report/renderSummary.ts';
import { expectGolden } from '../../helpers/expectGolden.ts';
import { makeEarlierAttempt, makeSubject } from '../../helpers/factories/makeAttempt.ts';
import { makeFixtureResult } from '../../helpers/factories/makeFixtureResult.ts';
import { makeEvaluatedPin, makeFailedPin } from '../../helpers/factories/makePinResult.ts';
import { makeReportContext } from '../../helpers/factories/makeReportContext.ts';
import { makeRunResult } from '../../helpers/factories/makeRunResult.ts';
import { HOSTILE, hostile } from '../hostileCorpus.ts';
import { passed, severalPins } from '../scenarios.ts';

const context = makeReportContext();
const earlier: EarlierAttempts = {
  recent: [
    makeEarlierAttempt(1),
    makeEarlierAttempt(2, { verdict: 'error' }),
    makeEarlierAttempt(3, { run: { id: 3, attempt: 2 } }),
  ],
  older: { passed: 0, blocked: 0, error: 0 },
};
const record: AttemptRecord = { subjects: [makeSubject(1, [1, 3])], forgotten: 0 };
const full: AttemptRecord = {
  subjects: Array.from({ length: 120 }, (_, index) => makeSubject(index, [index + 1])),
  forgotten: 0,
};

function remember(result: RunResult, known: EarlierAttempts = earlier): RunResult {
  const pins = result.pins.map(
    (pin): PinResult =>
      pin.state === 'evaluated' || pin.state === 'failed' ? { ...pin, earlier: known } : pin,
  );
  return { ...result, pins };
}

/** A pin of which every fixture breaks, so that each wants a row. */
function broken(fixtures: number, teams: number): RunResult {
  const results = Array.from({ length: fixtures }, (_, index) => {
    const team = `team-${index % teams}`;
    return makeFixtureResult({ id: `TKT-${index}`, team, line: index + 1 }, team, 'other');
  });
  return makeRunResult([makeEvaluatedPin(results)]);
}

describe('a comment that tells of earlier attempts', () => {
  it('warns of a pass after blocks', () => {
    expectGolden('comment-passed-on-fourth-attempt.md', renderComment(remember(passed()), context, record));
  });

  it('tells it in the section of each pin', () => {
    const comment = renderComment(remember(severalPins()), context);
    expect(comment.match(/^(?:ℹ️|⚠️ \*\*) ?Attempt 4 on/gmu)).toHaveLength(3);
  });

  it('tells it of a pin whose evaluation failed', () => {
    const result = makeRunResult([makeFailedPin({ earlier })]);
    expect(renderComment(result, context)).toContain('ℹ️ Attempt 4 on the same versions and fixtures.');
  });

  it('tells it in the job summary, which has no record', () => {
    const summary = renderSummary(remember(passed()), context);
    expect(summary).toContain('⚠️ **Attempt 4 on the same versions and fixtures: blocked twice before');
    expect(summary).not.toContain('<!--');
  });

  it.each([
    ['flips', broken(2_000, 1)],
    ['totals', broken(1_060, 1_060)],
    ['fifty teams', broken(5_000, 5_000)],
  ])('tells it however much is left out: %s', (_, result) => {
    const comment = renderComment(remember(result), context, full);
    expect(comment).toContain('Shortened to fit');
    expect(comment).toContain('ℹ️ Attempt 4 on the same versions and fixtures. Before: ❌ blocked (');
    expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
  });
});

describe('the record in a comment', () => {
  it('stands right after the marker, and is read back', () => {
    const comment = renderComment(passed(), context, record);
    expect(comment.startsWith(`${MARKER}\n${RECORD_START}`)).toBe(true);
    expect(readAttemptRecord(comment)).toEqual({ record, isBroken: false });
  });

  it('stays in a comment that has nothing to gate any more', () => {
    const comment = renderNothingToGate(makeRunResult(), context, record);
    expect(readAttemptRecord(comment).record).toEqual(record);
  });

  it('is not there while there is nothing to remember', () => {
    expect(renderComment(passed(), context, NO_ATTEMPTS)).toBe(renderComment(passed(), context));
    expect(renderComment(passed(), context)).not.toContain(RECORD_START);
  });

  it('counts towards the limit, and is kept whatever has to go', () => {
    const length = writeAttemptRecord(full).length;
    expect(length).toBeGreaterThan(RECORD_LIMIT - 100);
    const room = COMMENT_LIMIT - length;
    // A comment that fits without the record and not with it.
    const sizes = Array.from({ length: 40 }, (_, index) => broken(60 + index * 5, 1));
    const tight = sizes.find((result) => {
      const alone = renderComment(result, context);
      return alone.length > room && !alone.includes('Shortened');
    });
    if (tight === undefined) throw new Error('expected a comment of that size');
    const comment = renderComment(tight, context, full);
    expect(comment).toContain('Shortened to fit');
    expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(readAttemptRecord(comment).record.subjects).toHaveLength(120);
  });

  it('is kept in a comment that is the headline alone', () => {
    const pins = Array.from({ length: 20 }, (_, index) =>
      makeEvaluatedPin(
        Array.from({ length: 30 }, (__, team) => makeFixtureResult({ team: `${'<`|'.repeat(200)}${team}` })),
        { path: `${index}${'<'.repeat(500)}` },
      ),
    );
    const comment = renderComment(remember(makeRunResult(pins)), context, full);
    expect(comment).toContain('left out are everything but the headline');
    expect(comment.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(readAttemptRecord(comment)).toEqual(readAttemptRecord(renderComment(passed(), context, full)));
  });
});

describe('a record that a reply, a label, a subject or a path pretends', () => {
  const line = writeAttemptRecord(record);
  const forgeries = [
    `${MARKER}\n${line}`,
    line,
    `\n${line}\n`,
    `\r${MARKER}\r${line}`,
    `\u2028${line}`,
    `--> ${line}`,
    `\`\`\`\n${line}`,
    `&lt;!-- ${line.slice(5)}`,
  ];

  it.each(forgeries.map((text, index) => [index, text] as const))('is never read: text %i', (_, text) => {
    const comment = renderComment(hostile([text]), context);
    expect(readAttemptRecord(comment)).toEqual({ record: NO_ATTEMPTS, isBroken: false });
    expect(comment.split('<!--')).toHaveLength(2);
  });

  it('does not come before the true one either', () => {
    const comment = renderComment(remember(hostile([...forgeries, ...HOSTILE])), context, full);
    expect(readAttemptRecord(comment)).toEqual(readAttemptRecord(renderComment(passed(), context, full)));
    expect(comment.split('<!--')).toHaveLength(3);
  });
});
