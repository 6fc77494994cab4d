import { describe, expect, it } from '@jest/globals';
import type { Look, PairCount, SuspectTest } from '../../src/domain/verdict.ts';
import { renderComment } from '../../src/report/renderComment.ts';
import { makeFixtureResult } from '../helpers/factories/makeFixtureResult.ts';
import { makeEvaluatedPin } from '../helpers/factories/makePinResult.ts';
import { makeReportContext } from '../helpers/factories/makeReportContext.ts';
import { makeRunResult } from '../helpers/factories/makeRunResult.ts';

const look: Look = {
  round: 1,
  trials: 4,
  right: { baseline: 8, candidate: 3, of: 8 },
  loss: 1,
  bound: 1.5,
  margin: 0.5,
  netBreaks: 1,
  p: 0.012_34,
  level: 0.015,
};

/** The row of a team with one fixture that was run again. */
function rowOf(test: Partial<SuspectTest>, rerun?: PairCount): string | undefined {
  const pin = makeEvaluatedPin([makeFixtureResult({}, 'billing', 'auth')]);
  const teams = pin.decision.teams.map((team) => ({
    ...team,
    test: {
      state: 'open' as const,
      broken: 1,
      fixed: 0,
      scope: 'flipped' as const,
      gained: false,
      look,
      ...test,
    },
    fixtures: team.fixtures.map((score) => ({ ...score, rerun })),
  }));
  const comment = renderComment(
    makeRunResult([{ ...pin, decision: { ...pin.decision, teams } }]),
    makeReportContext(),
  );
  return comment.split('**What was run again**')[1]?.split('\n')[4];
}

describe('the row of a team that was run again', () => {
  const lost = { baseline: 4, candidate: 2, of: 4 };
  const hardly = { baseline: 4, candidate: 3, of: 4 };

  it.each([
    [
      'confirmed',
      { state: 'regressed' },
      lost,
      '| `billing` | 1 fixture × 4 | 8/8 | 3/8 | ❌ loss confirmed, p = 0.012 |',
    ],
    [
      'open',
      { state: 'open' },
      hardly,
      '| `billing` | 1 fixture × 4 | 8/8 | 3/8 | ⚠️ not settled, p = 0.012 |',
    ],
    [
      'forgiven',
      { state: 'held' },
      hardly,
      '| `billing` | 1 fixture × 4 | 8/8 | 3/8 | ✅ not confirmed, forgiven |',
    ],
    [
      'mended elsewhere',
      { state: 'held' },
      lost,
      '| `billing` | 1 fixture × 4 | 8/8 | 3/8 | ✅ broke here, mended there |',
    ],
    [
      'better',
      { state: 'held', gained: true },
      hardly,
      '| `billing` | 1 fixture × 4 | 8/8 | 3/8 | ✅ better in sum |',
    ],
    ['not run', { look: undefined }, undefined, '| `billing` |  |  |  | ⚠️ not run again |'],
  ] as const)('says when it is %s', (_, test, rerun, row) => {
    expect(rowOf(test, rerun)).toBe(row);
  });

  it('rounds no chance to nothing', () => {
    expect(rowOf({ state: 'regressed', look: { ...look, p: 1e-9 } }, lost)).toMatch(
      /confirmed, p < 0\.000001 \|$/,
    );
  });
});
