import { describe, expect, it } from '@jest/globals';
import { renderComment } from '../../src/report/renderComment.ts';
import { makeFixtureResult } from '../helpers/factories/makeFixtureResult.ts';
import { makeAgentVersion, makeEvaluatedPin, makePin } from '../helpers/factories/makePinResult.ts';
import { makeReportContext } from '../helpers/factories/makeReportContext.ts';
import { makeRunResult } from '../helpers/factories/makeRunResult.ts';

/** The head of the table of teams. */
function headOf(baseline: number | undefined, candidate: number): string | undefined {
  const version = (number: number) => ({
    pin: makePin({ version: number }),
    config: makeAgentVersion({ version: number }),
  });
  const pin = makeEvaluatedPin([makeFixtureResult({}, baseline === undefined ? [] : 'billing')], {
    change: 'moved-agent',
    baseline: baseline === undefined ? undefined : version(baseline),
    candidate: version(candidate),
  });
  const comment = renderComment(makeRunResult([pin]), makeReportContext());
  return comment.split('\n').find((line) => line.startsWith('| Team |'));
}

describe('the columns of the two versions', () => {
  it.each([
    [1, 2, '| Team | v1 | v2 | Change | Verdict |'],
    [7, 2, '| Team | v7 | v2 | Change | Verdict |'],
    [3, 3, '| Team | Baseline v3 | Candidate v3 | Change | Verdict |'],
    [undefined, 3, '| Team | v3 | Verdict |'],
  ])('for %p and %p', (baseline, candidate, head) => {
    expect(headOf(baseline, candidate)).toBe(head);
  });
});
