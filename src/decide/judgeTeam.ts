import type { TeamOutcome } from '../domain/verdict.ts';
import { compare, fraction, fractionOfDecimal } from './fraction.ts';
import type { TeamScore } from './scoreTeam.ts';

/** What the policy asks of one team: shares from 0 to 1. */
export interface TeamRule {
  readonly hasBaseline: boolean;
  readonly coverage: number;
  readonly floor: number | undefined;
}

/**
 * The rule `any-drop`: any lower score regresses, however small the drop. A team that could not be evaluated is
 * that and nothing else; a regression hides a floor, a floor hides that the baseline protects nothing.
 */
export function judgeTeam(score: TeamScore, rule: TeamRule): TeamOutcome {
  if (!isCovered(score, rule.coverage)) return 'not-evaluated';
  const change = compare(score.candidate, score.baseline);
  if (rule.hasBaseline && change < 0) return 'regressed';
  if (isBelowFloor(score, rule.floor)) return 'below-floor';
  if (!rule.hasBaseline) return 'new';
  if (score.baseline.numerator === 0n) return 'unprotected';
  return change > 0 ? 'improved' : 'held';
}

/** Whether enough of the team's fixtures have a score; a team without a single one never has. */
function isCovered({ scored, fixtures }: TeamScore, coverage: number): boolean {
  return (
    scored.length > 0 && compare(fraction(scored.length, fixtures.length), fractionOfDecimal(coverage)) >= 0
  );
}

/** Whether the candidate's share of right answers is under the floor; exactly on it is not under it. */
export function isBelowFloor({ candidate, scored }: TeamScore, floor: number | undefined): boolean {
  if (floor === undefined || scored.length === 0) return false;
  const share = fraction(candidate.numerator, candidate.denominator * BigInt(scored.length));
  return compare(share, fractionOfDecimal(floor)) < 0;
}
