import { type ConfirmedRule, nextRound, startConfirmation } from '../confirm/confirmation.ts';
import { lookAtRound } from '../confirm/lookAtRound.ts';
import type { Table } from '../statistics/table.ts';
import { drawTrials, noTrials, type Rates, type Tally } from './drawTrials.ts';
import { isUnderFloor, sumRight } from './sumRight.ts';

export type { Rates } from './drawTrials.ts';

/** What a simulated run came to. */
export interface SimulatedRun {
  readonly isWorseOverall: boolean;
  /** By team, in their order; undefined for a team that was no suspect. */
  readonly states: readonly ('open' | 'regressed' | 'held' | undefined)[];
  /** By team: whether `any-drop` would have blocked it after the same first trials. */
  readonly drops: readonly boolean[];
  /** By team: whether its candidate is below its floor; only where floors were given. */
  readonly belowFloor?: readonly boolean[];
  /** Sessions beyond the first trials, on both versions together. */
  readonly extraSessions: number;
}

export interface SimulationSettings extends ConfirmedRule {
  /** First trials of each fixture on each version. */
  readonly trials: number;
  /** By team, shares from 0 to 1. */
  readonly floors?: readonly (number | undefined)[];
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
  const draw = (tally: Tally, rates: Rates, pairs: number) => drawTrials(tally, rates, pairs, random);
  const first = teams.map((team) => team.map((rates) => draw(noTrials(), rates, settings.trials)));

  let confirmation = startConfirmation(first, settings);
  const fresh = teams.map((team) => team.map(noTrials));
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
    ...(settings.floors === undefined
      ? {}
      : { belowFloor: first.map((team, index) => isUnderFloor(team, settings.floors?.[index])) }),
    extraSessions,
  };
}

/** Whether the check of such a run fails, with `on-inconclusive: block` and floors aside. */
export function isBlocked({ isWorseOverall, states }: SimulatedRun): boolean {
  return isWorseOverall || states.some((state) => state === 'regressed' || state === 'open');
}
