import type { FixtureResult, Trial } from '../../domain/trial.ts';
import type { TeamScore } from '../scoreTeam.ts';
import {
  type Confirmation,
  type ConfirmedRule,
  nextRound,
  type Round,
  startConfirmation,
} from './confirmation.ts';
import { countFresh } from './countFresh.ts';
import { lookAtRound } from './lookAtRound.ts';

export interface Replay {
  /** As the rounds that were run leave it. */
  readonly confirmation: Confirmation;
  /** The first round that the rule asks for and that was not run to its end; undefined when it asks for no more. */
  readonly next: Round | undefined;
}

/**
 * Follows the rule `confirmed` through all trials that there are: the first ones, then round by round the fresh ones.
 * It keeps nothing between rounds, so whoever runs the trials and whoever reports them come to the same.
 */
export function replay(teams: readonly TeamScore[], rule: ConfirmedRule): Replay {
  const read = (team: number, fixture: number): FixtureResult => {
    const count = teams[team]?.fixtures[fixture];
    if (count === undefined) throw new Error(`There is no fixture ${fixture} in team ${team}.`);
    return count.result;
  };
  let confirmation = startConfirmation(
    teams.map(({ fixtures }) => fixtures),
    rule,
  );
  for (;;) {
    const round = nextRound(confirmation);
    if (round === undefined || !hasRun(round, read)) return { confirmation, next: round };
    confirmation = lookAtRound(confirmation, (team, fixture) =>
      countFresh(read(team, fixture), round.trials),
    );
  }
}

/** Whether every trial of the round has come to an end, scored or not. */
function hasRun(
  { trials, suspects }: Round,
  read: (team: number, fixture: number) => FixtureResult,
): boolean {
  const isComplete = (side: readonly Trial[]) => side.filter(({ index }) => index < trials).length === trials;
  return suspects.every(({ team, fixtures }) =>
    fixtures.every((fixture) => {
      const { fresh } = read(team, fixture);
      return isComplete(fresh.baseline) && isComplete(fresh.candidate);
    }),
  );
}
