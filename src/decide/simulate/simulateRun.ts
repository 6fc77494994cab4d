import { type ConfirmedRule, nextRound, startConfirmation } from '../confirm/confirmation.ts';
import { lookAtRound } from '../confirm/lookAtRound.ts';
import type { Table } from '../statistics/table.ts';

/** The probabilities with which one fixture is right, 0 to 1. */
export interface Rates {
  readonly baseline: number;
  readonly candidate: number;
}

/** What a simulated run came to. */
export interface SimulatedRun {
  readonly isWorseOverall: boolean;
  /** By team, in their order; undefined for a team that was no suspect. */
  readonly states: readonly ('open' | 'regressed' | 'held' | undefined)[];
  /** By team: whether `any-drop` would have blocked it after the same first trials. */
  readonly drops: readonly boolean[];
  /** Sessions beyond the first trials, on both versions together. */
  readonly extraSessions: number;
}

export interface SimulationSettings extends ConfirmedRule {
  /** First trials of each fixture on each version. */
  readonly trials: number;
}

interface Tally {
  pairs: number;
  baselineRight: number;
  candidateRight: number;
}

/**
 * Plays one run of the rule `confirmed` with trials drawn at these rates in place of sessions. The rule is the gate's
 * own code, round by round; only the replies are made up.
 *
 * @param teams for each team the rates of its fixtures
 * @param random uniform in [0, 1)
 */
export function simulateRun(
  teams: readonly (readonly Rates[])[],
  settings: SimulationSettings,
  random: () => number,
): SimulatedRun {
  const draw = (tally: Tally, rates: Rates, pairs: number) => {
    tally.baselineRight += drawRight(rates.baseline, pairs - tally.pairs, random);
    tally.candidateRight += drawRight(rates.candidate, pairs - tally.pairs, random);
    tally.pairs = pairs;
    return tally;
  };
  const first = teams.map((team) => team.map((rates) => draw(empty(), rates, settings.trials)));

  let confirmation = startConfirmation(first, settings);
  const fresh = teams.map((team) => team.map(empty));
  for (let round = nextRound(confirmation); round !== undefined; round = nextRound(confirmation)) {
    const { trials } = round;
    confirmation = lookAtRound(confirmation, (team, fixture): Table => {
      const rates = teams[team]?.[fixture];
      const tally = fresh[team]?.[fixture];
      if (rates === undefined || tally === undefined) {
        throw new Error(`There is no fixture ${fixture} in team ${team}.`);
      }
      return draw(tally, rates, trials);
    });
  }

  const states: SimulatedRun['states'][number][] = teams.map(() => undefined);
  for (const { team, test } of confirmation.suspects) states[team] = test.state;
  let extraSessions = 0;
  for (const { pairs } of fresh.flat()) extraSessions += 2 * pairs;
  return {
    isWorseOverall: confirmation.overall.isWorse,
    states,
    drops: first.map((team) => sumRight(team, 'candidateRight') < sumRight(team, 'baselineRight')),
    extraSessions,
  };
}

/** Whether the check of such a run fails, with `on-inconclusive: block`. */
export function isBlocked({ isWorseOverall, states }: SimulatedRun): boolean {
  return isWorseOverall || states.some((state) => state === 'regressed' || state === 'open');
}

function empty(): Tally {
  return { pairs: 0, baselineRight: 0, candidateRight: 0 };
}

function drawRight(rate: number, trials: number, random: () => number): number {
  let right = 0;
  for (let trial = 0; trial < trials; trial += 1) if (random() < rate) right += 1;
  return right;
}

function sumRight(team: readonly Tally[], side: 'baselineRight' | 'candidateRight'): number {
  let sum = 0;
  for (const tally of team) sum += tally[side];
  return sum;
}
