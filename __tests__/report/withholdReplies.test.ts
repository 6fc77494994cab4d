import { describe, expect, it } from '@jest/globals';
import { quote } from '../../src/domain/quote.ts';
import type { RunResult } from '../../src/domain/result.ts';
import { annotations } from '../../src/report/annotations.ts';
import { renderHtml } from '../../src/report/html/renderHtml.ts';
import { renderComment } from '../../src/report/renderComment.ts';
import { renderJson } from '../../src/report/renderJson.ts';
import { renderSummary } from '../../src/report/renderSummary.ts';
import { renderTerminal } from '../../src/report/renderTerminal.ts';
import { makeFixtureResult } from '../helpers/factories/makeFixtureResult.ts';
import { makeDecision, makeEvaluatedPin, makePolicy } from '../helpers/factories/makePinResult.ts';
import { makeReportContext } from '../helpers/factories/makeReportContext.ts';
import { makeRunResult } from '../helpers/factories/makeRunResult.ts';
import { makeAnswer, makeUnanswered, makeUnreadable } from '../helpers/factories/makeTrial.ts';

const SECRET = 'account 4711-SECRET of J. Doe';

/** The secret in every place where the agent's words can be. */
function leaky(replies: 'yes' | 'no' | 'auto'): RunResult {
  const unreadable = makeUnreadable(SECRET);
  const results = [
    makeFixtureResult({ id: 'free' }, 'billing', SECRET),
    makeFixtureResult({ id: 'label' }, 'billing', 'Auth '),
    makeFixtureResult({ id: 'unreadable' }, 'billing', [unreadable]),
    makeFixtureResult({ id: 'refusal' }, 'billing', [makeUnanswered({ kind: 'refusal', detail: SECRET })]),
    makeFixtureResult({ id: 'waiting' }, 'billing', [makeUnanswered({ kind: 'waiting', detail: SECRET })]),
    makeFixtureResult({ id: 'slow' }, 'billing', [
      makeUnanswered({ kind: 'too-slow', detail: 'after 60 s' }),
    ]),
    makeFixtureResult({ id: 'auth', team: 'auth' }),
  ];
  const pin = makeEvaluatedPin(results, {
    informational: [makeFixtureResult({ id: 'added' }, [makeAnswer('billing', 'billing')], SECRET)],
  });
  const detail = unreadable.grade.kind === 'wrong' ? unreadable.grade.detail : '';
  const reasons = [
    `Nothing to compare. For example: ${detail}.`,
    `For example, ${quote(SECRET, 200)}: ${detail}.`,
  ];
  return makeRunResult([
    {
      ...pin,
      source: { ...pin.source, policy: makePolicy({ show: { replies } }) },
      decision: makeDecision(pin.decision.teams, { reasons, verdict: 'error' }),
    },
  ]);
}

const REPORTS = [
  ['comment', renderComment],
  ['summary', renderSummary],
  ['terminal', renderTerminal],
  ['json', renderJson],
  ['html', renderHtml],
  ['annotations', (...input: Parameters<typeof annotations>) => JSON.stringify(annotations(...input))],
] as const;

describe.each(REPORTS)('the %s', (name, render) => {
  it.each([
    ['auto', true],
    ['auto', undefined],
    ['no', false],
    ['no', true],
  ] as const)('withholds replies: show %s, public %s', (replies, isPublic) => {
    const { publicRepository: _, ...context } = makeReportContext();
    const text = render(
      leaky(replies),
      isPublic === undefined ? context : { ...context, publicRepository: isPublic },
    );

    expect(text).not.toContain('SECRET');
    expect(text).not.toContain('4711-');
  });

  it.each([
    ['auto', false],
    ['yes', true],
  ] as const)('shows replies: show %s, public %s', (replies, publicRepository) => {
    expect(render(leaky(replies), makeReportContext({ publicRepository }))).toContain('SECRET');
  });

  it('keeps values that are labels, and what the gate itself says', () => {
    if (name === 'annotations') return;
    const text = render(leaky('no'), makeReportContext());

    expect(text).toContain('Auth ');
    expect(text).toContain('after 60 s');
  });
});

it('says so, and how to see them', () => {
  const sentence = 'What the agent wrote is withheld, except values that are labels.';
  expect(renderComment(leaky('no'), makeReportContext())).toContain(sentence);
  expect(renderComment(leaky('yes'), makeReportContext())).not.toContain(sentence);
});
