import type { Random } from '../../emulator/managed-agents/random.ts';
import type { Rates } from '../../src/decide/simulate/simulateRun.ts';
import { drawBeta } from './drawBeta.ts';
import type { Mixture } from './mixtures.ts';
import type { Size } from './sizes.ts';

/** What is the matter with the candidate. */
export interface Scenario {
  readonly name:
    | 'identical'
    | 'one-broken'
    | 'two-broken'
    | 'to-half'
    | 'broken-and-fixed'
    | 'worse'
    | 'mood';
  readonly what: (size: Size) => string;
  /** How many steady fixtures the first team has to have. */
  readonly needs: (size: Size) => number;
  /**
   * The rates of all fixtures on both versions. What breaks, breaks in the first team, among its steady fixtures:
   * teams are drawn alike, so it does not matter which one it is.
   *
   * @param teams rates on the baseline
   * @param steady positions of the first team's steady fixtures
   */
  readonly apply: (
    teams: readonly (readonly number[])[],
    steady: readonly number[],
    random: Random,
    size: Size,
  ) => readonly (readonly Rates[])[];
}

const BROKEN = 0.01;
/** How much the replies of one run to one fixture have in common in the scenario `mood`. */
const CORRELATION = 0.1;

const none = () => 0;

export const scenarios: readonly Scenario[] = [
  {
    name: 'identical',
    what: () => 'identical versions',
    needs: none,
    apply: (teams) => mapRates(teams, same),
  },
  {
    name: 'one-broken',
    what: () => 'one fixture broken for good',
    needs: () => 1,
    apply: (teams, steady) => breakFixtures(teams, steady.slice(0, 1), BROKEN),
  },
  {
    name: 'two-broken',
    what: () => 'two fixtures of a team broken for good',
    needs: () => 2,
    apply: (teams, steady) => breakFixtures(teams, steady.slice(0, 2), BROKEN),
  },
  {
    name: 'to-half',
    what: (size) => `${countHalved(size) === 2 ? 'two' : 'four'} fixtures of a team drop to 0.5`,
    needs: countHalved,
    apply: (teams, steady, _, size) => breakFixtures(teams, steady.slice(0, countHalved(size)), 0.5),
  },
  {
    name: 'broken-and-fixed',
    what: () => 'one fixture broken, one of the same team fixed',
    needs: () => 2,
    apply: (teams, [broken, fixed]) =>
      mapRates(teams, (rate, team, fixture) => {
        if (team === 0 && fixture === broken) return { baseline: rate, candidate: BROKEN };
        if (team === 0 && fixture === fixed) return { baseline: BROKEN, candidate: rate };
        return same(rate);
      }),
  },
  {
    name: 'worse',
    what: () => 'every fixture a little worse (× 0.9)',
    needs: none,
    apply: (teams) => mapRates(teams, (rate) => ({ baseline: rate, candidate: 0.9 * rate })),
  },
  {
    name: 'mood',
    what: () => 'identical versions, replies correlated within the run (0.1)',
    needs: none,
    apply: (teams, _, random) =>
      mapRates(teams, (rate) => ({
        baseline: drawBeta(rate, CORRELATION, random),
        candidate: drawBeta(rate, CORRELATION, random),
      })),
  },
];

/** Whether a scenario makes sense at a size: the team has room for it, and `mood` is asked of the main sizes only. */
export function isApplicable(scenario: Scenario, size: Size): boolean {
  return scenario.needs(size) <= size.most && !(scenario.name === 'mood' && size.isExtra);
}

/** Which fixtures of a team may break. */
export function findSteady(team: readonly number[], { steady }: Mixture): readonly number[] {
  return [...team.keys()].filter((fixture) => team[fixture] === steady);
}

function countHalved({ most }: Size): number {
  return most <= 5 ? 2 : 4;
}

function breakFixtures(
  teams: readonly (readonly number[])[],
  broken: readonly number[],
  candidate: number,
): readonly (readonly Rates[])[] {
  return mapRates(teams, (rate, team, fixture) =>
    team === 0 && broken.includes(fixture) ? { baseline: rate, candidate } : same(rate),
  );
}

function mapRates(
  teams: readonly (readonly number[])[],
  change: (rate: number, team: number, fixture: number) => Rates,
): readonly (readonly Rates[])[] {
  return teams.map((rates, team) => rates.map((rate, fixture) => change(rate, team, fixture)));
}

function same(rate: number): Rates {
  return { baseline: rate, candidate: rate };
}
