import type { SuspectTest, TeamOutcome } from '../domain/verdict.ts';
import { compare, fraction, fractionOfDecimal } from './fraction.ts';
import type { Rule } from './scoreFixture.ts';
import type { TeamScore } from './scoreTeam.ts';
import { isAtMost } from './statistics/isAtMost.ts';
import { stratifiedTest } from './statistics/stratifiedTest.ts';
import { turnRound } from './statistics/table.ts';

/** What the policy asks of one team, and what the rule found. */
export interface TeamRule {
  readonly rule: Rule;
  readonly hasBaseline: boolean;
  /** Shares from 0 to 1. */
  readonly coverage: number;
  readonly floor: number | undefined;
  /** By the rule `confirmed`, of a team in which a fixture broke. */
  readonly test: SuspectTest | undefined;
  /** The p-value at or under which the first trials of a team that is no suspect count as improved. */
  readonly gainLevel: number;
}

/**
 * A team's outcome. A team that could not be evaluated is that and nothing else; a regression hides a floor, a floor
 * hides what is inconclusive, and that hides that the baseline protects nothing.
 *
 * By `any-drop` any lower score regresses, however small the drop; by `confirmed` only what fresh trials confirmed.
 */
export function judgeTeam(score: TeamScore, asked: TeamRule): TeamOutcome {
  const { test, hasBaseline, coverage } = asked;
  if (!isCovered(score, coverage) || (test?.state === 'open' && !isRerunCovered(score, coverage))) {
    return 'not-evaluated';
  }
  if (hasBaseline && hasRegressed(score, asked)) return 'regressed';
  if (isBelowFloor(score, asked.floor)) return 'below-floor';
  if (!hasBaseline) return 'new';
  if (test?.state === 'open') return 'inconclusive';
  if (score.baseline.numerator === 0n) return 'unprotected';
  return hasImproved(score, asked) ? 'improved' : 'held';
}

/** Whether enough of the team's fixtures have a score; a team without a single one never has. */
export function isCovered({ scored, fixtures }: TeamScore, coverage: number): boolean {
  return scored.length > 0 && isAtLeast(scored.length, fixtures.length, coverage);
}

/**
 * The same for fresh pairs of trials: a loss that could not be settled because the service failed is no matter of
 * chance, and must not pass as inconclusive where that passes.
 */
export function isRerunCovered({ fixtures }: TeamScore, coverage: number): boolean {
  const reruns = fixtures.filter(({ score }) => score.rerun !== undefined);
  const ran = reruns.reduce((sum, { result }) => sum + result.fresh.candidate.length, 0);
  const scored = reruns.reduce((sum, { score }) => sum + (score.rerun?.of ?? 0), 0);
  return ran === 0 || isAtLeast(scored, ran, coverage);
}

/** Whether the candidate's share of right answers is under the floor; exactly on it is not under it. */
export function isBelowFloor({ candidate, scored }: TeamScore, floor: number | undefined): boolean {
  if (floor === undefined || scored.length === 0) return false;
  const share = fraction(candidate.numerator, candidate.denominator * BigInt(scored.length));
  return compare(share, fractionOfDecimal(floor)) < 0;
}

function isAtLeast(part: number, whole: number, share: number): boolean {
  return compare(fraction(part, whole), fractionOfDecimal(share)) >= 0;
}

function hasRegressed({ candidate, baseline }: TeamScore, { rule, test }: TeamRule): boolean {
  return rule === 'any-drop' ? compare(candidate, baseline) < 0 : test?.state === 'regressed';
}

/**
 * The rule turned round. A suspect has fresh trials that may confirm a gain; any other team was not run again, and
 * its first trials, which nobody picked, must be lopsided enough by themselves.
 */
function hasImproved(score: TeamScore, { rule, test, gainLevel }: TeamRule): boolean {
  if (rule === 'any-drop') return compare(score.candidate, score.baseline) > 0;
  if (test !== undefined) return test.gained;
  return isAtMost(stratifiedTest(score.scored.map(turnRound)), gainLevel);
}
