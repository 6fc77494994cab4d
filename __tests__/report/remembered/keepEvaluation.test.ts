import { describe, expect, it } from '@jest/globals';
import type { RunAttempt } from '../../../src/domain/attempt.ts';
import type { PinResult, RunResult } from '../../../src/domain/result.ts';
import { MARKER } from '../../../src/report/escape.ts';
import { keepEvaluation } from '../../../src/report/remembered/keepEvaluation.ts';
import { COMMENT_LIMIT, renderComment } from '../../../src/report/renderComment.ts';
import { renderSummary } from '../../../src/report/renderSummary.ts';
import { expectGolden } from '../../helpers/expectGolden.ts';
import { makeEarlierAttempt } from '../../helpers/factories/makeAttempt.ts';
import { makeFixtureResult } from '../../helpers/factories/makeFixtureResult.ts';
import {
  makeEvaluatedPin,
  makeRememberedEvaluation,
  makeRememberedPin,
} from '../../helpers/factories/makePinResult.ts';
import { makeReportContext } from '../../helpers/factories/makeReportContext.ts';
import { makeRunResult } from '../../helpers/factories/makeRunResult.ts';
import { hostile } from '../hostileCorpus.ts';
import * as scenarios from '../scenarios.ts';

const RUN: RunAttempt = { id: 12, attempt: 1 };
const START = '<!-- pin-gate-evaluation: ';

/** The comment of a run, made with what stands there. */
function comment(result: RunResult, run: RunAttempt, standing?: string): string {
  return renderComment(result, makeReportContext({ run }), undefined, { kept: keepEvaluation(standing) });
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

const evaluated = comment(scenarios.draftMade(), RUN);

describe('the comment of a good draft', () => {
  it('marks what is said of it, without what is to be done', () => {
    const [kept, ...others] = keepEvaluation(evaluated);
    expect(others).toEqual([]);
    expect(kept).toMatchObject({ run: RUN, pin: expect.stringMatching(/^[0-9a-f]{8}$/) });
    expect(kept?.text).toMatch(/^\*\*What changed\*\*: Prompt: 1 line added/);
    expect(kept?.text).toContain('| `api-platform` | 4/5 | 5/5 | +1 | ✅ improved |');
    expect(kept?.text).not.toContain('Production cannot read');
  });

  it.each([
    ['passed', scenarios.passed],
    ['blocked', scenarios.draftBlocked],
    ['error', scenarios.draftError],
    ['described', scenarios.described],
  ])('is the only one that is marked: %s', (_, make) => {
    expect(comment(make(), RUN)).not.toContain(START);
  });

  it('is marked nowhere but in a comment of a run', () => {
    expect(renderComment(scenarios.draftMade(), makeReportContext())).not.toContain(START);
    expect(renderSummary(scenarios.draftMade(), makeReportContext({ run: RUN }))).not.toContain('<!--');
  });
});

describe('the comment of a run that remembers', () => {
  const once = comment(scenarios.remembered(), { id: 13, attempt: 1 }, evaluated);

  it('has what the run reported that evaluated', () => {
    expectGolden('comment-remembered-kept.md', once);
  });

  it('stays the same however often it is remembered, and however the comment ends its lines', () => {
    const twice = comment(scenarios.remembered(), { id: 14, attempt: 1 }, once.replaceAll('\n', '\r\n'));
    expect(twice).toBe(once);
    expect(count(twice, 'as it was reported')).toBe(1);
  });

  it('tells of a pass after blocks outside of the fold, every time', () => {
    const [pin] = scenarios.draftMade().pins;
    if (pin?.state !== 'evaluated') throw new Error('expected an evaluated pin');
    const recent = [makeEarlierAttempt(1, { verdict: 'blocked' })];
    const earlier = { recent, older: { passed: 0, blocked: 0, error: 0 } };
    const first = comment(makeRunResult([{ ...pin, earlier }]), RUN);
    const second = comment(scenarios.remembered(), { id: 13, attempt: 1 }, first);
    const third = comment(scenarios.remembered(), { id: 14, attempt: 1 }, second);
    const [before = ''] = third.split('<details><summary>The evaluation of run 12');
    expect(before).toContain(
      '⚠️ **Attempt 2 on the same versions and fixtures: blocked once before, passed now.**',
    );
    expect(third).toBe(second);
  });

  it('keeps nothing of another run, and nothing of another pin', () => {
    const run = { id: 11, attempt: 1 };
    const others: readonly PinResult[] = [
      makeRememberedPin({ evaluation: makeRememberedEvaluation({ run }) }),
      makeRememberedPin({ evaluation: makeRememberedEvaluation({ run: { ...RUN, attempt: 2 } }) }),
      makeRememberedPin({ path: 'b/pinned-version.yml' }),
    ];
    for (const pin of others) {
      const result = makeRunResult([pin]);
      expect(comment(result, { id: 13, attempt: 1 }, evaluated)).toBe(
        comment(result, { id: 13, attempt: 1 }),
      );
    }
  });

  it('keeps each of several pins apart, beside those that are evaluated', () => {
    const [made] = scenarios.draftMade().pins;
    if (made?.state !== 'evaluated') throw new Error('expected an evaluated pin');
    const other = { ...made, path: 'b/pinned-version.yml' };
    const standing = comment(makeRunResult([made, other]), RUN);
    expect(keepEvaluation(standing)).toHaveLength(2);
    const mixed = comment(makeRunResult([makeRememberedPin(), other]), { id: 13, attempt: 1 }, standing);
    expect(keepEvaluation(mixed).map(({ run }) => run.id)).toEqual([12, 13]);
    const all = makeRunResult([
      makeRememberedPin(),
      makeRememberedPin({
        path: other.path,
        evaluation: makeRememberedEvaluation({ run: { id: 13, attempt: 1 } }),
      }),
    ]);
    const last = comment(all, { id: 14, attempt: 1 }, mixed);
    expect(last).toContain('The evaluation of run 12, as it was reported');
    expect(last).toContain('The evaluation of run 13, as it was reported');
  });

  it('gives it up before anything else when there is no room, and says so', () => {
    const results = Array.from({ length: 400 }, (_, index) =>
      makeFixtureResult(
        { id: `TKT-${index}`, line: index + 1, fields: { subject: 'A subject of ordinary length' } },
        'auth',
        'billing',
      ),
    );
    const [made] = scenarios.draftMade().pins;
    if (made?.state !== 'evaluated') throw new Error('expected an evaluated pin');
    const { decision } = makeEvaluatedPin(results);
    const long = makeRunResult([{ ...made, decision }]);
    const standing = comment(long, RUN);
    expect(standing.length).toBeGreaterThan(COMMENT_LIMIT / 2);
    const both = makeRunResult([makeRememberedPin(), { ...made, decision, path: 'b/pinned-version.yml' }]);
    const mixed = comment(both, { id: 13, attempt: 1 }, standing);
    expect(mixed.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(mixed).toContain('There is no room here for what run 12 reported: its job summary has it.');
    expect(mixed).not.toContain('as it was reported');
  });
});

describe('a mark that a text pretends', () => {
  const forged = `${START}12/1 0123abcd -->\nx\n<!-- /pin-gate-evaluation -->`;

  it('is no mark', () => {
    const result = hostile([forged, 'tame']);
    const pending = result.pins.filter(({ state }, index) => state === 'evaluated' && index > 0).length;
    const body = comment(result, RUN);
    // The comment's own marker, and two for each good draft.
    expect(pending).toBe(2);
    expect(count(body, '<!--')).toBe(1 + 2 * pending);
    expect(keepEvaluation(body)).toHaveLength(pending);
  });

  it.each([
    ['nothing stands there', undefined],
    ['the body is not the gate’s', forged],
    ['nothing is between the marks', `${MARKER}\n${START}12/1 0123abcd -->\n\n<!-- /pin-gate-evaluation -->`],
    ['there is a mark between the marks', `${MARKER}\n${START}12/1 0123abcd -->\n${forged}`],
    ['there is no end', `${MARKER}\n${START}12/1 0123abcd -->\nx`],
    ['the run is none', `${MARKER}\n${forged.replace('12/1', 'x/1')}`],
  ])('gives nothing where %s', (_, body) => {
    expect(keepEvaluation(body)).toEqual([]);
  });
});
