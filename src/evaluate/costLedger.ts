import type { Side } from '../domain/trial.ts';

/** Sessions of a side that must have finished before their mean says more than the estimate. */
const ENOUGH = 5;

interface Account {
  /** Trials that have not come to an end: running, waiting, or to be tried again. */
  open: number;
  /** Trials that were ever expected, and the sum of their estimates. */
  expected: number;
  estimates: number;
  spent: number;
  /** Sessions that used anything, and what they used: one that failed at once says nothing about the rest. */
  used: number;
}

/**
 * One pin's money, in US dollars. The projection is what has been spent, plus every open trial (running ones
 * included) at the mean cost of the finished ones of its side, or at the mean estimate while few have finished.
 */
export class CostLedger {
  readonly #accounts: Readonly<Record<Side, Account>> = { baseline: openAccount(), candidate: openAccount() };

  get spent(): number {
    return this.#accounts.baseline.spent + this.#accounts.candidate.spent;
  }

  get projection(): number {
    return Object.values(this.#accounts).reduce((total, account) => {
      const { open, expected, estimates, spent, used } = account;
      if (open === 0) return total + spent;
      return total + spent + open * (used < ENOUGH ? estimates / expected : spent / used);
    }, 0);
  }

  /** Trials of a side are to be run, each with its estimate. */
  expect(side: Side, estimates: readonly number[]): void {
    const account = this.#accounts[side];
    account.open += estimates.length;
    account.expected += estimates.length;
    account.estimates += estimates.reduce((total, cost) => total + cost, 0);
  }

  /** One session is over; `last` when its trial will not be tried again. */
  record(side: Side, costUsd: number, last: boolean): void {
    const account = this.#accounts[side];
    account.spent += costUsd;
    if (costUsd > 0) account.used += 1;
    if (last) account.open -= 1;
  }
}

function openAccount(): Account {
  return { open: 0, expected: 0, estimates: 0, spent: 0, used: 0 };
}
