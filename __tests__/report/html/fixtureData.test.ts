import { describe, expect, it } from '@jest/globals';
import type { RunResult } from '../../../src/domain/result.ts';
import { buildReport } from '../../../src/report/buildReport.ts';
import { buildFixtureData } from '../../../src/report/html/fixtures/buildFixtureData.ts';
import { groupReplies } from '../../../src/report/html/fixtures/groupReplies.ts';
import type { ReportContext } from '../../../src/report/reportContext.ts';
import { makeReportContext } from '../../helpers/factories/makeReportContext.ts';
import { makeAnswer, makeUnanswered, makeUnreadable } from '../../helpers/factories/makeTrial.ts';
import * as scenarios from '../scenarios.ts';

function build(result: RunResult, context: Partial<ReportContext> = {}) {
  const report = buildReport(result, makeReportContext(context));
  const [evaluation] = report.sections.flatMap((section) => section.evaluation ?? []);
  if (evaluation === undefined) throw new Error('Nothing was evaluated.');
  return buildFixtureData(evaluation, report);
}

describe('buildFixtureData', () => {
  it('has every text once', () => {
    const { texts, rows } = build(scenarios.twentyThousand());
    expect(rows.length).toBe(20_000);
    expect(new Set(texts).size).toBe(texts.length);
    // Ids and subjects, and a handful of teams, files, answers and replies.
    expect(texts.length).toBeLessThan(40_020);
  });

  it('numbers teams as the table of teams does', () => {
    const { texts, teams } = build(scenarios.confirmedLoss());
    expect(teams.map((team) => texts[team])).toEqual(['billing', 'api-platform', 'auth', 'dashboard']);
  });

  it('has no reply, not even its length, where replies are withheld', () => {
    const { rows, repliesShown } = build(scenarios.couldNotEvaluate(), { publicRepository: true });
    const replies = rows.flatMap(([, , , , , , , baseline, candidate]) => [...baseline, ...candidate]);
    expect(repliesShown).toBe(false);
    expect(replies.map(([, , reply, length]) => [reply, length])).toEqual(replies.map(() => [-1, 0]));
  });

  it('has no addresses where there are none', () => {
    const context = { consoleUrl: 'javascript:alert(1)', serverUrl: 'nowhere' };
    const { sessions, files } = build(scenarios.blocked(), context);
    expect([sessions, files.map(([, url]) => url)]).toEqual(['', ['']]);
  });
});

describe('groupReplies', () => {
  it('puts equal replies together, the most frequent first, and keeps different ones apart', () => {
    const right = makeAnswer('billing', 'billing', { session: 'a' });
    const wrong = makeAnswer('billing', 'auth', { session: 'b' });
    const groups = groupReplies([wrong, right, { ...right, session: undefined }], ['team']);
    expect(groups).toEqual([
      expect.objectContaining({ state: 'right', times: 2, sessions: ['a'], answers: ['billing'] }),
      expect.objectContaining({ state: 'wrong', times: 1, sessions: ['b'], answers: ['auth'] }),
    ]);
  });

  it('says why there is no answer', () => {
    const groups = groupReplies(
      [
        makeUnreadable('?'),
        makeUnanswered({ kind: 'budget-reached', detail: 'after 5 requests' }),
        makeUnanswered({ kind: 'not-scored', detail: '529' }),
      ],
      ['team'],
    );
    expect(groups.map(({ label, detail, reply }) => [label, detail, reply])).toEqual([
      ['unreadable', 'the reply is not JSON: "?"', '?'],
      ['budget reached', 'after 5 requests', undefined],
      ['not scored', '529', undefined],
    ]);
  });
});
