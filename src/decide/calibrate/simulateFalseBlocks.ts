import type { BlockReasons, FalseBlocks } from '../../domain/calibration.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Rule } from '../scoreFixture.ts';
import { type SimulatedRun, simulateRun } from '../simulate/simulateRun.ts';
import { countFalseBlocks } from './countFalseBlocks.ts';
import type { SimulationTeam } from './simulationTeam.ts';

type TeamReason = 'regressed' | 'belowFloor' | 'inconclusive' | undefined;

export interface SimulatedFalseBlocks {
  readonly falseBlocks: Readonly<Record<Rule, FalseBlocks>>;
  /** The mean of a run's sessions beyond the first trials, by `confirmed`. */
  readonly extraSessions: number;
  /** By team: in how many runs it blocks by the policy's rule, and in how many because of its floor. */
  readonly teams: readonly { readonly blocked: number; readonly belowFloor: number }[];
}

/**
 * Plays runs of a version against itself under a policy, floors included, by both rules: `any-drop` looks at the same
 * first trials.
 *
 * @param runs how many, from 1
 */
export function simulateFalseBlocks(
  teams: readonly SimulationTeam[],
  policy: Policy,
  runs: number,
  random: () => number,
): SimulatedFalseBlocks {
  const { trials, rounds, alpha, rule, 'on-inconclusive': onInconclusive } = policy.policy;
  const rates = teams.map((team) => team.rates.map((rate) => ({ baseline: rate, candidate: rate })));
  const settings = { trials, rounds, alpha, floors: teams.map(({ floor }) => floor) };
  const isBlocking = (reason: TeamReason) =>
    reason === 'inconclusive' ? onInconclusive === 'block' : reason !== undefined;
  const summarize = (reasons: readonly TeamReason[], worseOverall: boolean): BlockReasons => ({
    blocked: worseOverall || reasons.some(isBlocking),
    regressed: reasons.includes('regressed'),
    belowFloor: reasons.includes('belowFloor'),
    inconclusive: reasons.includes('inconclusive'),
    worseOverall,
  });

  const byRule: Record<Rule, BlockReasons[]> = { confirmed: [], 'any-drop': [] };
  const counts = teams.map(() => ({ blocked: 0, belowFloor: 0 }));
  let extraSessions = 0;
  for (let run = 0; run < runs; run += 1) {
    const result = simulateRun(rates, settings, random);
    extraSessions += result.extraSessions;
    const reasons = {
      confirmed: teams.map((_, team) => findReason('confirmed', result, team)),
      'any-drop': teams.map((_, team) => findReason('any-drop', result, team)),
    };
    byRule.confirmed.push(summarize(reasons.confirmed, result.isWorseOverall));
    byRule['any-drop'].push(summarize(reasons['any-drop'], false));
    for (const [team, count] of counts.entries()) {
      const reason = reasons[rule][team];
      if (isBlocking(reason)) count.blocked += 1;
      if (reason === 'belowFloor') count.belowFloor += 1;
    }
  }
  return {
    falseBlocks: {
      confirmed: countFalseBlocks(byRule.confirmed),
      'any-drop': countFalseBlocks(byRule['any-drop']),
    },
    extraSessions: extraSessions / runs,
    teams: counts,
  };
}

/** What hides what is as in judgeTeam. */
function findReason(rule: Rule, run: SimulatedRun, team: number): TeamReason {
  const isRegressed = rule === 'any-drop' ? run.drops[team] : run.states[team] === 'regressed';
  if (isRegressed === true) return 'regressed';
  if (run.belowFloor?.[team] === true) return 'belowFloor';
  return rule === 'confirmed' && run.states[team] === 'open' ? 'inconclusive' : undefined;
}
