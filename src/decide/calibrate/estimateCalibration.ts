import type {
  BlockReasons,
  Calibration,
  FixturePasses,
  Frequency,
  Simulation,
  TeamCalibration,
} from '../../domain/calibration.ts';
import type { Policy } from '../../domain/policy.ts';
import { floorOf } from '../floorOf.ts';
import { binomialTail } from '../statistics/binomialTail.ts';
import { countFalseBlocks } from './countFalseBlocks.ts';
import { createDetector, isAble } from './createDetector.ts';
import { createRandom } from './createRandom.ts';
import { estimateRates } from './estimateRates.ts';
import { isFlaky } from './isFlaky.ts';
import { simulateFalseBlocks } from './simulateFalseBlocks.ts';
import type { SimulationTeam } from './simulationTeam.ts';

/** Simulated runs of the version against itself; half of them above so many first trials, where each takes longer. */
const RUNS = 2000;
const MANY_TRIALS = 1000;
/**
 * Simulated runs for each number in a `Detection`, as a share of those: a fifth, fewer with many teams, so that 20 teams
 * of 100 fixtures take seconds.
 */
const DETECTION_SHARE = 0.2;
const LEAST_DETECTION_SHARE = 0.05;
const DETECTION_SHARE_OF_ALL = 1.5;
/** Other numbers of `policy.trials` that are tried. */
const OTHER_TRIALS = [3, 5];
/** The share of simulated runs that end inconclusive from which one more round is tried. */
const OFTEN = 0.01;
const MOST_TRIALS = 1000;

/**
 * What the finished runs of a version against itself say about the gate, from their trials and verdicts.
 *
 * A few runs say little about a rate of one in a hundred, so the same rule is also simulated very often with the rates
 * that the trials showed (estimateRates). Such rates are estimates, and the simulation takes trials for independent;
 * whoever reports it says so.
 *
 * @param runs why each run was blocked, if it was
 * @param seed what the simulation's numbers follow from; undefined: no time to simulate
 * @param simulatedRuns of the version against itself, at most
 */
export function estimateCalibration(
  fixtures: readonly FixturePasses[],
  runs: readonly BlockReasons[],
  policy: Policy,
  seed: number | undefined,
  simulatedRuns = RUNS,
): Calibration {
  const observed = countFalseBlocks(runs);
  const simulation =
    seed === undefined || fixtures.length === 0
      ? undefined
      : simulate(fixtures, observed.blocked, policy, { seed, most: simulatedRuns });
  return { observed, fixtures, simulation };
}

function simulate(
  fixtures: readonly FixturePasses[],
  observed: Frequency,
  policy: Policy,
  { seed, most }: { readonly seed: number; readonly most: number },
): Simulation {
  const random = createRandom(seed);
  const { rule, trials } = policy.policy;
  const runs = fixtures.length * trials > MANY_TRIALS ? Math.ceil(most / 2) : most;
  const teams = groupTeams(fixtures, policy);
  const { falseBlocks, ...rest } = simulateFalseBlocks(teams, policy, runs, random);

  const fair = Math.max(LEAST_DETECTION_SHARE, DETECTION_SHARE_OF_ALL / teams.length);
  const detectionRuns = Math.ceil(most * Math.min(DETECTION_SHARE, fair));
  const detect = (count: number) => createDetector(teams, policy, count, detectionRuns, random);
  const detectNow = detect(trials);
  const others = OTHER_TRIALS.filter((count) => count > trials).map((count) => ({
    count,
    detectThen: detect(count),
  }));
  const otherRule = rule === 'confirmed' ? 'any-drop' : 'confirmed';
  return {
    ...{ seed, runs, detectionRuns },
    falseBlocks: falseBlocks[rule],
    chanceOfObserved: binomialTail(observed.count, observed.of, falseBlocks[rule].blocked.high),
    otherRule: { rule: otherRule, falseBlocks: falseBlocks[otherRule] },
    firstSessions: 2 * trials * fixtures.length,
    extraSessions: rule === 'confirmed' ? rest.extraSessions : 0,
    moreRounds: tryMoreRounds(teams, policy, { inconclusive: falseBlocks[rule].inconclusive, runs }, random),
    teams: teams.map(({ name, rates }, index): TeamCalibration => {
      const own = fixtures.filter(({ team }) => team === name);
      const [broken, halved] = [detectNow(index, 'broken'), detectNow(index, 'halved')];
      return {
        ...{ team: name, fixtures: own.length, able: rates.filter(isAble).length },
        flaky: own.filter(isFlaky).length,
        rate: findMeanRate(own),
        falselyBlocked: (rest.teams[index]?.blocked ?? 0) / runs,
        belowFloor: (rest.teams[index]?.belowFloor ?? 0) / runs,
        ...{ broken, halved },
        withTrials: others.map(({ count, detectThen }) => ({
          trials: count,
          broken: detectThen(index, 'broken', broken),
          halved: detectThen(index, 'halved', halved),
        })),
      };
    }),
  };
}

/** Teams in the order in which they first come. */
function groupTeams(fixtures: readonly FixturePasses[], policy: Policy): readonly SimulationTeam[] {
  const estimates = estimateRates(fixtures);
  const rates = new Map<string, number[]>();
  for (const [index, { team }] of fixtures.entries()) {
    const own = rates.get(team) ?? [];
    own.push(estimates[index] ?? 0);
    rates.set(team, own);
  }
  return [...rates].map(([name, own]) => ({
    name,
    rates: own,
    floor: floorOf(policy.policy['min-score'], name),
  }));
}

function findMeanRate(fixtures: readonly FixturePasses[]): number | undefined {
  const scored = fixtures.filter(({ of }) => of > 0);
  if (scored.length === 0) return undefined;
  return scored.reduce((sum, { right, of }) => sum + right / of, 0) / scored.length;
}

/** One round more, of twice as many trials as the last, where that might settle something. */
function tryMoreRounds(
  teams: readonly SimulationTeam[],
  policy: Policy,
  { inconclusive, runs }: { readonly inconclusive: number; readonly runs: number },
  random: () => number,
): Simulation['moreRounds'] {
  const { rounds } = policy.policy;
  const last = 2 * (rounds.at(-1) ?? MOST_TRIALS);
  if (inconclusive < OFTEN * runs || last > MOST_TRIALS) return undefined;
  const more = [...rounds, last];
  const changed = { ...policy, policy: { ...policy.policy, rounds: more } };
  return {
    rounds: more,
    falseBlocks: simulateFalseBlocks(teams, changed, runs, random).falseBlocks.confirmed,
  };
}
