import type { Policy } from '../domain/policy.ts';
import type { Problem } from '../domain/problem.ts';
import type { FixtureResult } from '../domain/trial.ts';
import type { Decision, Score, SuspectTest, TeamOutcome, TeamVerdict } from '../domain/verdict.ts';
import type { Confirmation } from './confirm/confirmation.ts';
import { replay } from './confirm/replay.ts';
import { explainReruns } from './explainReruns.ts';
import { findErrors } from './findErrors.ts';
import { findFlaky } from './findFlaky.ts';
import { floorOf } from './floorOf.ts';
import { type Fraction, toNumber } from './fraction.ts';
import { judgeTeam, type TeamRule } from './judgeTeam.ts';
import { orderTeams } from './orderTeams.ts';
import { scoreTeams } from './scoreTeams.ts';
import type { TeamScore } from './scoreTeam.ts';
import { describeDecision } from './sentences/describeDecision.ts';
import { describeTeam } from './sentences/describeTeam.ts';

/**
 * The verdict on one pin, from all trials of its fixtures.
 *
 * `error` (what would make the verdict meaningless) outranks `blocked`, which outranks `passed`: every team keeps
 * its own outcome all the same, so a regression shows though another team could not be evaluated. No results are
 * an error, and so are a floor for a team that has no fixture, which would guard nothing, and fresh trials that the
 * rule asked for and that were not run to their end (`unconfirmed` says why, if that is known).
 */
export function decide(input: {
  readonly results: readonly FixtureResult[];
  readonly hasBaseline: boolean;
  readonly policy: Policy;
  readonly unconfirmed?: Problem | undefined;
}): Decision {
  const { results, hasBaseline, policy, unconfirmed } = input;
  const { rule, coverage, 'min-score': floors } = policy.policy;
  const scores = scoreTeams(results, hasBaseline, rule);
  const confirming = hasBaseline && rule === 'confirmed' ? replay(scores, policy.policy) : undefined;
  const tests = listTests(confirming?.confirmation);

  const judged = scores.map((score, index) => {
    const asked = {
      ...{ rule, hasBaseline, coverage },
      floor: floorOf(floors, score.team),
      test: tests.get(index),
      gainLevel: policy.policy.alpha / scores.length,
    };
    return presentTeam(score, judgeTeam(score, asked), asked);
  });
  const teams = orderTeams(judged);
  const overall = confirming?.confirmation.overall;
  const blocks = (outcome: TeamOutcome) =>
    outcome === 'regressed' ||
    outcome === 'below-floor' ||
    (outcome === 'inconclusive' && policy.policy['on-inconclusive'] === 'block');
  const isBlocked = overall?.isWorse === true || teams.some(({ outcome }) => blocks(outcome));

  const evaluable = findErrors(scores, hasBaseline, policy);
  const errors = [
    ...evaluable,
    // Where the first trials are an error already, nothing is run again, and that needs no sentence of its own.
    ...(evaluable.length > 0
      ? []
      : explainReruns(scores, tests, { coverage, next: confirming?.next, unconfirmed })),
  ];
  return {
    verdict: errors.length > 0 ? 'error' : isBlocked ? 'blocked' : 'passed',
    teams,
    overall,
    flaky: findFlaky(results),
    reasons: [...errors, ...describeDecision(teams, overall, policy.policy['on-inconclusive'])],
  };
}

/** The suspects' tests, by the position of their team. */
function listTests(confirmation: Confirmation | undefined): ReadonlyMap<number, SuspectTest> {
  return new Map((confirmation?.suspects ?? []).map(({ team, test }) => [team, test]));
}

function presentTeam(score: TeamScore, outcome: TeamOutcome, asked: TeamRule): TeamVerdict {
  const { hasBaseline, floor, test } = asked;
  const toScore = (right: Fraction): Score => ({ right: toNumber(right), of: score.scored.length });
  return {
    team: score.team,
    outcome,
    baseline: hasBaseline ? toScore(score.baseline) : undefined,
    candidate: toScore(score.candidate),
    floor,
    fixtures: score.fixtures.map((fixture) => fixture.score),
    notScored: score.notScored.map((fixture) => fixture.result.fixture.id),
    test,
    sentence: describeTeam(score, { ...asked, outcome }),
  };
}
