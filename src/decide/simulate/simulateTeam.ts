import { OVERALL_SHARE } from '../confirm/alphaShares.ts';
import { type Confirmation, nextRound, type Suspect, startConfirmation } from '../confirm/confirmation.ts';
import { lookAtRound } from '../confirm/lookAtRound.ts';
import { isAtMost } from '../statistics/isAtMost.ts';
import { stratifiedSum } from '../statistics/stratifiedSum.ts';
import type { Table } from '../statistics/table.ts';
import { drawTrials, noTrials, type Rates } from './drawTrials.ts';
import type { Others } from './listOthers.ts';
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

/** Another team's, already settled: it only counts in the number of suspects. */
const SETTLED: Suspect = {
  ...{ team: -1, size: 0, fixtures: [], flipped: [] },
  test: { state: 'held', broken: 1, fixed: 0, scope: 'flipped', gained: false, look: undefined },
};

/**
 * Plays the rule `confirmed` for one team among others whose first trials are given: what `simulateRun` does, at the
 * price of one team. The others count where they matter, in the test over all fixtures and as suspects that share the
 * levels; only their re-runs are left out, as if each were held. A false alarm among them would make the level a little
 * easier for this team, so what comes out is on the careful side.
 *
 * @param rates of the team's fixtures
 * @param floor of this team; the settings' floors are not looked at
 */
export function simulateTeam(
  rates: readonly Rates[],
  others: Others,
  settings: SimulationSettings,
  floor: number | undefined,
  random: () => number,
): SimulatedTeam {
  const first = rates.map((one) => drawTrials(noTrials(), one, settings.trials, random));
  const isWorseOverall = isAtMost(testWithOthers(first, others), OVERALL_SHARE * settings.alpha);
  // Without alpha the test over the team's own fixtures cannot fire; the one over all of them is made above.
  const started = startConfirmation([first], { rounds: settings.rounds, alpha: 0 });
  const fresh = rates.map(noTrials);
  let confirmation: Confirmation = {
    ...started,
    rule: settings,
    suspects: [...started.suspects, ...Array.from({ length: others.suspects }, () => SETTLED)],
  };
  const next = () => (isWorseOverall ? undefined : nextRound(confirmation));
  for (let round = next(); round !== undefined; round = next()) {
    const { trials } = round;
    confirmation = lookAtRound(confirmation, (_, fixture): Table => {
      const [one, tally] = [rates[fixture], fresh[fixture]];
      if (one === undefined || tally === undefined) throw new Error(`There is no fixture ${fixture}.`);
      return drawTrials(tally, one, trials, random);
    });
  }
  return {
    isWorseOverall,
    state: confirmation.suspects.find(({ team }) => team === 0)?.test.state,
    drops: sumRight(first, 'candidateRight') < sumRight(first, 'baselineRight'),
    belowFloor: isUnderFloor(first, floor),
  };
}

/** The p-value of the test over all fixtures (testOverall), where those of the others are summed up already. */
function testWithOthers(first: readonly Table[], { observed, tails }: Others): number {
  const own = stratifiedSum(first);
  let p = 0;
  for (const [above, probability] of own.probabilities.entries()) {
    const needed = own.observed + observed - above;
    p += probability * (needed <= 0 ? 1 : (tails[needed] ?? 0));
  }
  return p;
}
