import { type Confirmation, nextRound, startConfirmation } from '../confirm/confirmation.ts';
import { lookAtRound } from '../confirm/lookAtRound.ts';
import type { Table } from '../statistics/table.ts';
import { drawTrials, noTrials, type Rates } from './drawTrials.ts';
import type { SimulationSettings } from './simulateRun.ts';
import { isUnderFloor, sumRight } from './sumRight.ts';

/** What a simulated run came to for one team. */
export interface SimulatedTeam {
  readonly isWorseOverall: boolean;
  /** Where the run is worse overall nothing is run again here, as it is blocked already: a suspect is left open. */
  readonly state: 'open' | 'regressed' | 'held' | undefined;
  /** Whether `any-drop` would have blocked it. */
  readonly drops: boolean;
  readonly belowFloor: boolean;
}

/**
 * Plays the rule `confirmed` for one team among others whose first trials are given: what `simulateRun` does, at the
 * price of one team. The others count where they matter, in the test over all fixtures and as suspects that share the
 * levels; only their re-runs are left out, as if each were held. A false alarm among them would make the level a little
 * easier for this team, so what comes out is on the careful side.
 *
 * @param rates of the team's fixtures
 * @param others for each other team the tables of its first trials; those that did not flip may be left out
 * @param floor of this team; the settings' floors are not looked at
 */
export function simulateTeam(
  rates: readonly Rates[],
  others: readonly (readonly Table[])[],
  settings: SimulationSettings,
  floor: number | undefined,
  random: () => number,
): SimulatedTeam {
  const first = rates.map((one) => drawTrials(noTrials(), one, settings.trials, random));
  const started = startConfirmation([first, ...others], settings);
  const suspects = started.suspects.map((suspect) =>
    suspect.team === 0 ? suspect : { ...suspect, test: { ...suspect.test, state: 'held' as const } },
  );

  let confirmation: Confirmation = { ...started, suspects };
  const fresh = rates.map(noTrials);
  const next = () => (confirmation.overall.isWorse ? undefined : nextRound(confirmation));
  for (let round = next(); round !== undefined; round = next()) {
    const { trials } = round;
    confirmation = lookAtRound(confirmation, (_, fixture): Table => {
      const [one, tally] = [rates[fixture], fresh[fixture]];
      if (one === undefined || tally === undefined) throw new Error(`There is no fixture ${fixture}.`);
      return drawTrials(tally, one, trials, random);
    });
  }
  return {
    isWorseOverall: confirmation.overall.isWorse,
    state: confirmation.suspects.find(({ team }) => team === 0)?.test.state,
    drops: sumRight(first, 'candidateRight') < sumRight(first, 'baselineRight'),
    belowFloor: isUnderFloor(first, floor),
  };
}
