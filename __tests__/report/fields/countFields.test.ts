import { describe, expect, it } from '@jest/globals';
import { countFields } from '../../../src/report/fields/countFields.ts';
import { renderComment } from '../../../src/report/renderComment.ts';
import { makeFixtureResult } from '../../helpers/factories/makeFixtureResult.ts';
import { makeReportContext } from '../../helpers/factories/makeReportContext.ts';
import { makeFieldsAnswer, makeUnanswered, makeUnreadable } from '../../helpers/factories/makeTrial.ts';
import * as scenarios from '../scenarios.ts';

const label = { team: 'billing', priority: 'high' };
const says = (team: string, priority: string) => makeFieldsAnswer(label, { team, priority });
const right = says('billing', 'high');
const notScored = makeUnanswered({ kind: 'not-scored', detail: 'overloaded' });

describe('countFields', () => {
  it('scores each field whatever became of the others', () => {
    const results = [
      makeFixtureResult({}, [right], [says('billing', 'low')]),
      makeFixtureResult({}, [says('auth', 'high')], [says('auth', 'low')]),
    ];

    expect(countFields(results, ['team', 'priority'])).toEqual([
      { field: 'team', baseline: { right: 1, of: 2 }, candidate: { right: 1, of: 2 } },
      { field: 'priority', baseline: { right: 2, of: 2 }, candidate: { right: 0, of: 2 } },
    ]);
  });

  it('has every field wrong of a reply that could not be read', () => {
    const results = [makeFixtureResult({}, [right], [makeUnreadable('Hello!')])];

    expect(countFields(results, ['team'])).toEqual([
      { field: 'team', baseline: { right: 1, of: 1 }, candidate: { right: 0, of: 1 } },
    ]);
  });

  it('leaves out pairs that could not be scored, and fixtures without any other', () => {
    const results = [
      makeFixtureResult({}, [right, right], [says('auth', 'high'), notScored]),
      makeFixtureResult({}, [notScored], [right]),
    ];

    expect(countFields(results, ['team'])).toEqual([
      { field: 'team', baseline: { right: 1, of: 1 }, candidate: { right: 0, of: 1 } },
    ]);
  });

  it('takes shares of several trials, and the candidate alone where there is no baseline', () => {
    const results = [makeFixtureResult({}, [], [right, right, says('auth', 'low'), says('auth', 'high')])];

    expect(countFields(results, ['team', 'priority'])).toEqual([
      { field: 'team', baseline: undefined, candidate: { right: 0.5, of: 1 } },
      { field: 'priority', baseline: undefined, candidate: { right: 0.75, of: 1 } },
    ]);
  });
});

describe('the comment', () => {
  it('shows each field when several are graded', () => {
    const comment = renderComment(scenarios.secondField(), makeReportContext());

    expect(comment).toContain('| `team` | 5/6 | 5/6 | 0 |\n| `priority` | 6/6 | 4/6 | −2 |');
    expect(comment).toContain('| *all of them* | 5/6 | 3/6 | −2 |');
  });

  it('says nothing of fields when one is graded', () => {
    expect(renderComment(scenarios.blocked(), makeReportContext())).not.toContain('Field by field');
  });
});
