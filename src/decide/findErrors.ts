import type { Policy } from '../domain/policy.ts';
import { quote } from '../domain/quote.ts';
import { type Floors, floorOf } from './floorOf.ts';
import { findNothingToCompare } from './findNothingToCompare.ts';
import { isBelowFloor, isCovered } from './judgeTeam.ts';
import type { TeamScore } from './scoreTeam.ts';
import { describeNotScored } from './sentences/describeNotScored.ts';

/**
 * What would make any verdict on these first trials meaningless, as sentences: no results at all, a floor for a team
 * that has no fixture, too few fixtures scored, nothing to compare.
 */
export function findErrors(
  scores: readonly TeamScore[],
  hasBaseline: boolean,
  { policy: { coverage, 'min-score': floors } }: Policy,
): readonly string[] {
  return [
    ...(scores.length === 0 ? ['Nothing was evaluated: there is not one result.'] : []),
    ...explainFloorsWithoutTeam(floors, scores),
    ...scores
      .filter((score) => !isCovered(score, coverage))
      .map((score) => explainNotCovered(score, coverage)),
    ...explainNothingToCompare(scores, hasBaseline, { coverage, floors }),
  ];
}

function explainNotCovered(score: TeamScore, coverage: number): string {
  const wanted = coverage === 1 ? 'every fixture' : `a share of ${coverage}`;
  return `Could not evaluate ${quote(score.team)}: ${describeNotScored(score)}; \`coverage\` asks for ${wanted} to be scored.`;
}

function explainFloorsWithoutTeam(floors: Floors, scores: readonly TeamScore[]): readonly string[] {
  const teams = new Set(scores.map(({ team }) => team));
  return Object.keys(floors)
    .filter((team) => !teams.has(team))
    .map((team) => `\`min-score\` sets a floor for ${quote(team)}, but no fixture belongs to that team.`);
}

function explainNothingToCompare(
  scores: readonly TeamScore[],
  hasBaseline: boolean,
  { coverage, floors }: { readonly coverage: number; readonly floors: Floors },
): readonly string[] {
  const covered = scores.filter((score) => isCovered(score, coverage));
  // A new pin that a floor blocks has been compared with something: the floor.
  if (!hasBaseline && covered.some((score) => isBelowFloor(score, floorOf(floors, score.team)))) return [];
  const scored = covered.flatMap((score) => score.scored);
  return [findNothingToCompare(scored, hasBaseline ? 'baseline' : 'candidate') ?? []].flat();
}
