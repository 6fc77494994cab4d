import { describe, expect, it } from '@jest/globals';
import { collectFacts } from '../../../src/report/facts/collectFacts.ts';
import { formatPercentChange } from '../../../src/report/facts/formatPercentChange.ts';
import { percentile } from '../../../src/report/facts/percentile.ts';
import { renderComment } from '../../../src/report/renderComment.ts';
import { makeFixtureResult } from '../../helpers/factories/makeFixtureResult.ts';
import { makeAgentVersion, makePin } from '../../helpers/factories/makePinResult.ts';
import { makeReportContext } from '../../helpers/factories/makeReportContext.ts';
import { makeTrial } from '../../helpers/factories/makeTrial.ts';
import * as scenarios from '../scenarios.ts';

const upTo = (last: number) => Array.from({ length: last }, (_, index) => last - index);

describe('percentile', () => {
  it.each([
    ['nothing', [], 0.5, undefined],
    ['one value', [7], 0.5, 7],
    ['one value', [7], 0.95, 7],
    ['two values, the lower in the middle', [9, 1], 0.5, 1],
    ['three values', [9, 1, 5], 0.5, 5],
    ['19 values: the largest', upTo(19), 0.95, 19],
    ['20 values: the last but one', upTo(20), 0.95, 19],
    ['21 values', upTo(21), 0.95, 20],
    ['100 values', upTo(100), 0.95, 95],
    ['the least share', upTo(100), 0.001, 1],
    ['all', upTo(100), 1, 100],
  ])('of %s', (_, values, p, expected) => {
    expect(percentile(values, p)).toBe(expected);
  });

  it('sorts numbers as numbers, in a copy', () => {
    const values = [100, 20, 3];
    expect(percentile(values, 0.5)).toBe(20);
    expect(values).toEqual([100, 20, 3]);
  });
});

describe('formatPercentChange', () => {
  it.each([
    [100, 112, '+12%'],
    [100, 96.5, '−3.5%'],
    [100, 100, '0%'],
    [0.1 + 0.2, 0.3, '0%'],
    [1000, 1000.5, '+<0.1%'],
    [1000, 999.5, '−<0.1%'],
    [1000, 1099, '+9.9%'],
    [1000, 1099.9, '+10%'],
    [1, 9.9, '+890%'],
    [1, 12, '12×'],
    [5, 0, '−100%'],
    [0, 0, '0%'],
    [0, 5, ''],
    [undefined, 5, ''],
    [5, undefined, ''],
  ])('from %p to %p: %s', (before, after, text) => {
    expect(formatPercentChange(before, after)).toBe(text);
  });
});

describe('collectFacts', () => {
  const version = { pin: makePin({ version: 3 }), config: makeAgentVersion() };

  it('adds up the first and the fresh trials of one side', () => {
    const usage = { ...makeTrial().usage, cacheReadTokens: 7, cacheCreationTokens: 3 };
    const result = makeFixtureResult(
      {},
      [makeTrial({ latencyMs: 100_000 })],
      [makeTrial({ latencyMs: 1_000, usage, attempts: 2 }), makeTrial({ latencyMs: 5_000 })],
    );
    const again = makeTrial({ side: 'candidate', latencyMs: 3_000, attempts: 3 });

    const facts = collectFacts(
      version,
      [{ ...result, fresh: { baseline: [], candidate: [again] } }],
      'candidate',
    );

    expect(facts).toEqual({
      version: 3,
      agentName: 'Ticket triage',
      model: 'claude-haiku-4-5',
      medianLatencyMs: 3_000,
      p95LatencyMs: 5_000,
      inputTokens: 3 * 420 + 10,
      outputTokens: 36,
      costUsd: expect.closeTo(0.003),
      sessions: 6,
      rerunSessions: 3,
    });
  });

  it('has no latency where no session was reached', () => {
    const result = makeFixtureResult({}, [makeTrial({ session: undefined, attempts: 0 })]);

    expect(collectFacts(version, [result], 'baseline')).toMatchObject({
      medianLatencyMs: undefined,
      p95LatencyMs: undefined,
      sessions: 0,
    });
    expect(collectFacts(version, [], 'baseline').medianLatencyMs).toBeUndefined();
  });
});

describe('the comment', () => {
  it('says in one line what the candidate costs and how slow it is, in a table the rest', () => {
    const comment = renderComment(scenarios.secondField(), makeReportContext());

    expect(comment).toContain(
      '**Cost and speed**, v1 → v2: cost <span>$</span>0.006 → <span>$</span>0.0072 (+20%) · median latency 2.0 s → 2.8 s (+40%) · p95 latency 2.3 s → 3.9 s (+67%)',
    );
    expect(comment).toContain('| p95 latency | 2.3 s | 3.9 s | +67% |');
    expect(comment).toContain('| Tokens in | 2,520 | 2,520 | 0% |');
  });

  it('says what the run took, re-runs counted', () => {
    expect(renderComment(scenarios.confirmedLoss(), makeReportContext())).toContain(
      '20 fixtures, 64 sessions (24 of them re-runs), <span>$</span>0.06, 14 s</summary>',
    );
  });

  it('compares nothing where there is no baseline', () => {
    const comment = renderComment(scenarios.newPin(), makeReportContext());

    expect(comment).not.toContain('Cost and speed');
    expect(comment).toContain('|  | Version 1 |\n| :-- | --: |\n| Agent |');
    expect(comment).toContain('| p95 latency | 2.0 s |');
  });
});
