import type { Detection, LossKind } from '../../domain/calibration.ts';
import type { Policy } from '../../domain/policy.ts';
import { drawTrials, noTrials, type Rates } from '../simulate/drawTrials.ts';
import { listOthers, type Others } from '../simulate/listOthers.ts';
import { simulateTeam } from '../simulate/simulateTeam.ts';
import type { SimulationTeam } from './simulationTeam.ts';

/** The share of runs in which a loss has to be caught to count as one that the team would detect. */
const CAUGHT = 0.8;
/** A fixture below this is wrong more often than right: it cannot break, as the rule `confirmed` sees it. */
const ABLE = 0.5;
/** So many fixtures are tried at most. */
const MOST = 32;
/** The other teams' first trials are drawn so often, and used again and again: they matter little. */
const MOST_BACKGROUNDS = 40;
const NO_OTHERS: Others = { suspects: 0, observed: 0, tails: [1] };
/** What is broken for good is still right now and then, by luck or by a lenient matcher. */
const BROKEN_RATE = 0.01;

/** Whether a fixture is right often enough to be lost. */
export function isAble(rate: number): boolean {
  return rate >= ABLE;
}

/**
 * Makes the function that tells how well a loss in one team would be seen under a policy.
 *
 * In each simulated run the loss befalls fixtures of the team that are drawn at random among those that are right at
 * least half the time; where it is to befall more than there are, the team is thought to have more of the same, so that
 * the answer also says how many fixtures are missing. It is caught when the team regresses, or falls below its floor, or
 * the run is worse overall. The other teams' first trials are drawn beforehand and serve all questions.
 *
 * The smallest number is searched by doubling and halving (or from that of a like detection, `near`), as more losses are
 * caught more often; with so many simulated runs it may be one off where two numbers are close.
 *
 * @param trials in place of the policy's
 * @param runs how many are simulated for each number, from 1
 */
export function createDetector(
  teams: readonly SimulationTeam[],
  policy: Policy,
  trials: number,
  runs: number,
  random: () => number,
): (team: number, kind: LossKind, near?: Detection) => Detection {
  const { rule, rounds, alpha } = policy.policy;
  // `any-drop` runs nothing again.
  const settings = { trials, rounds: rule === 'any-drop' ? [] : rounds, alpha };
  const backgrounds = Array.from({ length: Math.min(runs, MOST_BACKGROUNDS) }, () =>
    listOthers(
      teams.map(({ rates }) => rates.map((rate) => drawTrials(noTrials(), same(rate), trials, random))),
    ),
  );

  return (team, kind, near) => {
    const { rates = [], floor } = teams[team] ?? {};
    const able = [...rates.keys()].filter((fixture) => isAble(rates[fixture] ?? 0));
    if (able.length === 0) return { one: undefined, smallest: undefined };

    const findShare = (count: number): number => {
      let caught = 0;
      for (let run = 0; run < runs; run += 1) {
        const others = backgrounds[run % backgrounds.length]?.[team] ?? NO_OTHERS;
        const lossy = loseSome(rates, able, { kind, count }, random);
        const result = simulateTeam(lossy, others, settings, floor, random);
        const isRegressed = rule === 'any-drop' ? result.drops : result.state === 'regressed';
        if (isRegressed || result.belowFloor || (rule === 'confirmed' && result.isWorseOverall)) caught += 1;
      }
      return caught / runs;
    };
    const one = findShare(1);
    const holds = (count: number) => (count === 1 ? one : findShare(count)) >= CAUGHT;
    return {
      one,
      smallest: near === undefined ? findSmallest(holds) : findNear(near.smallest ?? MOST, holds),
    };
  };
}

/** The team's rates on both versions when `count` of its able fixtures are lost, and more of them where it has fewer. */
function loseSome(
  rates: readonly number[],
  able: readonly number[],
  { kind, count }: { readonly kind: LossKind; readonly count: number },
  random: () => number,
): readonly Rates[] {
  const lose = (rate: number): Rates => ({
    baseline: rate,
    candidate: kind === 'halved' ? rate / 2 : Math.min(rate, BROKEN_RATE),
  });
  const lost = new Set(pick(able, count, random));
  const added = Array.from({ length: count - lost.size }, () => rates[pick(able, 1, random)[0] ?? 0] ?? 0);
  return [...rates.map((rate, fixture) => (lost.has(fixture) ? lose(rate) : same(rate))), ...added.map(lose)];
}

/** So many of the items at random, all of them if there are no more (Fisher and Yates, as far as is needed). */
function pick(items: readonly number[], count: number, random: () => number): readonly number[] {
  const left = [...items];
  const picked: number[] = [];
  while (picked.length < count && left.length > 0) {
    const [item] = left.splice(Math.floor(random() * left.length), 1);
    if (item !== undefined) picked.push(item);
  }
  return picked;
}

/** The smallest number that holds, up to MOST; all after the first that does are taken to do. */
function findSmallest(holds: (count: number) => boolean): number | undefined {
  let [below, above] = [0, 1];
  while (!holds(above)) {
    if (above >= MOST) return undefined;
    [below, above] = [above, Math.min(MOST, 2 * above)];
  }
  while (above - below > 1) {
    const middle = Math.floor((below + above) / 2);
    if (holds(middle)) above = middle;
    else below = middle;
  }
  return above;
}

/** The same where it is likely to be near a number: step by step from there. */
function findNear(near: number, holds: (count: number) => boolean): number | undefined {
  let count = near;
  if (holds(count)) {
    while (count > 1 && holds(count - 1)) count -= 1;
    return count;
  }
  while (count < MOST) {
    count += 1;
    if (holds(count)) return count;
  }
  return undefined;
}

function same(rate: number): Rates {
  return { baseline: rate, candidate: rate };
}
