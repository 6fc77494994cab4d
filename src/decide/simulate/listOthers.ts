import { findFlip } from '../confirm/findFlip.ts';
import { addSums, NO_SUM, type StratifiedSum, stratifiedSum } from '../statistics/stratifiedSum.ts';
import type { Table } from '../statistics/table.ts';

/** What the first trials of all teams but one contribute to that one's verdict. */
export interface Others {
  /** Teams in which a fixture broke: they share the levels. */
  readonly suspects: number;
  /** The baseline's right answers in them, above the least that the totals allow. */
  readonly observed: number;
  /** The probability of at least so many, by their number from 0. */
  readonly tails: readonly number[];
}

/** For each team, the others of it. Sums are made once from either end, so that 20 teams do not take 20 times as long. */
export function listOthers(teams: readonly (readonly Table[])[]): readonly Others[] {
  const sums = teams.map(stratifiedSum);
  const before = accumulate(sums);
  const after = accumulate(sums.toReversed()).toReversed();
  const isSuspect = teams.map((tables) => tables.some((table) => findFlip(table) === 'broke'));
  const suspects = isSuspect.filter(Boolean).length;
  return teams.map((_, team) => {
    const { observed, probabilities } = addSums(before[team] ?? NO_SUM, after[team + 1] ?? NO_SUM);
    return {
      suspects: suspects - (isSuspect[team] === true ? 1 : 0),
      observed,
      tails: sumTails(probabilities),
    };
  });
}

/** The sums of the first 0, 1, 2, … and of all. */
function accumulate(sums: readonly StratifiedSum[]): readonly StratifiedSum[] {
  const totals = [NO_SUM];
  for (const sum of sums) totals.push(addSums(totals.at(-1) ?? NO_SUM, sum));
  return totals;
}

/** Smallest first, so that rounding loses nothing. */
function sumTails(probabilities: readonly number[]): readonly number[] {
  const tails = [...probabilities];
  for (let index = tails.length - 2; index >= 0; index -= 1)
    tails[index] = (tails[index] ?? 0) + (tails[index + 1] ?? 0);
  return tails;
}
