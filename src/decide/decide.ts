import type { Policy } from '../domain/policy.ts';
import { GateError } from '../domain/problem.ts';
import { quote } from '../domain/quote.ts';
import type { FixtureResult } from '../domain/trial.ts';
import type { Decision, Score, TeamOutcome, TeamVerdict } from '../domain/verdict.ts';
import { describeNotScored, describeTeam } from './describeTeam.ts';
import { findNothingToCompare } from './findNothingToCompare.ts';
import { type Fraction, toNumber } from './fraction.ts';
import { judgeTeam } from './judgeTeam.ts';
import { orderTeams } from './orderTeams.ts';
import { type FixtureCount, scoreFixture } from './scoreFixture.ts';
import { scoreTeam, type TeamScore } from './scoreTeam.ts';

const BLOCKING: ReadonlySet<TeamOutcome> = new Set(['regressed', 'below-floor']);

/**
 * The verdict on one pin, from all trials of its fixtures.
 *
 * `error` (what would make the verdict meaningless) outranks `blocked`, which outranks `passed`: every team keeps
 * its own outcome all the same, so a regression shows though another team could not be evaluated. No results are
 * an error, and so is a floor for a team that has no fixture: it would guard nothing.
 * Throws a `GateError` for the rule `confirmed`, which is not built.
 */
export function decide(input: {
  readonly results: readonly FixtureResult[];
  readonly hasBaseline: boolean;
  readonly policy: Policy;
}): Decision {
  const { results, hasBaseline } = input;
  const { rule, coverage, 'min-score': floors } = input.policy.policy;
  if (rule !== 'any-drop') {
    throw new GateError(`The rule \`${rule}\` is not available yet: use \`rule: any-drop\` in gate.yml.`);
  }

  const scores = scoreTeams(results, hasBaseline);
  const judged = scores.map((score) => {
    const floor = Object.hasOwn(floors, score.team) ? floors[score.team] : undefined;
    const outcome = judgeTeam(score, { hasBaseline, coverage, floor });
    return { score, verdict: presentTeam(score, outcome, hasBaseline, floor) };
  });
  const teams = orderTeams(judged.map(({ verdict }) => verdict));
  const blocks = teams.some(({ outcome }) => BLOCKING.has(outcome));

  const errors = [
    ...(results.length === 0 ? ['Nothing was evaluated: there is not one result.'] : []),
    ...explainFloorsWithoutTeam(floors, scores),
    ...judged
      .filter(({ verdict }) => verdict.outcome === 'not-evaluated')
      .map(({ score }) => explainNotEvaluated(score, coverage)),
    ...explainNothingToCompare(judged, hasBaseline, blocks),
  ];
  const passing = blocks ? 'blocked' : 'passed';
  return {
    verdict: errors.length > 0 ? 'error' : passing,
    teams,
    reasons: [...errors, ...explainUnprotected(teams)],
  };
}

function scoreTeams(results: readonly FixtureResult[], hasBaseline: boolean): readonly TeamScore[] {
  const fixtures = new Map<string, FixtureCount[]>();
  for (const result of results) {
    const team = fixtures.get(result.fixture.team) ?? [];
    team.push(scoreFixture(result, hasBaseline));
    fixtures.set(result.fixture.team, team);
  }
  return [...fixtures].map(([team, counts]) => scoreTeam(team, counts));
}

function presentTeam(
  score: TeamScore,
  outcome: TeamOutcome,
  hasBaseline: boolean,
  floor: number | undefined,
): TeamVerdict {
  const toScore = (right: Fraction): Score => ({ right: toNumber(right), of: score.scored.length });
  return {
    team: score.team,
    outcome,
    baseline: hasBaseline ? toScore(score.baseline) : undefined,
    candidate: toScore(score.candidate),
    floor,
    fixtures: score.fixtures.map((fixture) => fixture.score),
    notScored: score.notScored.map((fixture) => fixture.result.fixture.id),
    sentence: describeTeam(score, outcome, floor),
  };
}

function explainFloorsWithoutTeam(
  floors: Readonly<Record<string, number>>,
  scores: readonly TeamScore[],
): readonly string[] {
  const teams = new Set(scores.map(({ team }) => team));
  return Object.keys(floors)
    .filter((team) => !teams.has(team))
    .map((team) => `\`min-score\` sets a floor for ${quote(team)}, but no fixture belongs to that team.`);
}

function explainNotEvaluated(score: TeamScore, coverage: number): string {
  const wanted = coverage === 1 ? 'every fixture' : `a share of ${coverage}`;
  return `Could not evaluate ${quote(score.team)}: ${describeNotScored(score)}; \`coverage\` asks for ${wanted} to be scored.`;
}

function explainNothingToCompare(
  judged: readonly { readonly score: TeamScore; readonly verdict: TeamVerdict }[],
  hasBaseline: boolean,
  blocks: boolean,
): readonly string[] {
  // A new pin that a floor blocks has been compared with something: the floor.
  if (!hasBaseline && blocks) return [];
  const evaluated = judged.filter(({ verdict }) => verdict.outcome !== 'not-evaluated');
  const scored = evaluated.flatMap(({ score }) => score.scored);
  return [findNothingToCompare(scored, hasBaseline ? 'baseline' : 'candidate') ?? []].flat();
}

function explainUnprotected(teams: readonly TeamVerdict[]): readonly string[] {
  const names = teams.filter(({ outcome }) => outcome === 'unprotected').map(({ team }) => quote(team));
  if (names.length === 0) return [];
  return [
    `Not protected: the baseline gets nothing right in ${names.join(', ')}, so nothing could regress there.`,
  ];
}
