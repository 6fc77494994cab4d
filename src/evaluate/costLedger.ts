import type { Side } from '../domain/trial.ts';

/** Sessions of a side that must have finished before their mean says more than the estimate. */
const ENOUGH = 5;

interface Account {
  /** Trials that have not come to an end: running, waiting, or to be tried again. */
  open: number;
  /** The mean estimate of one trial. */
  readonly estimate: number;
  spent: number;
  /** Sessions that used anything, and what they used: one that failed at once says nothing about the rest. */
  used: number;
}

/**
 * One pin's money, in US dollars. The projection is what has been spent, plus every open trial (running ones
 * included) at the mean cost of the finished ones of its side, or at the estimate while few have finished.
 */
export class CostLedger {
  readonly #accounts: Readonly<Record<Side, Account>>;

  /** `estimates`: of all trials of each side, one by one. */
  constructor(estimates: Readonly<Record<Side, readonly number[]>>) {
    const account = (list: readonly number[]): Account => {
      const sum = list.reduce((total, cost) => total + cost, 0);
      return { open: list.length, estimate: list.length === 0 ? 0 : sum / list.length, spent: 0, used: 0 };
    };
    this.#accounts = { baseline: account(estimates.baseline), candidate: account(estimates.candidate) };
  }

  get spent(): number {
    return this.#accounts.baseline.spent + this.#accounts.candidate.spent;
  }

  get projection(): number {
    return Object.values(this.#accounts).reduce(
      (total, { open, estimate, spent, used }) =>
        total + spent + open * (used < ENOUGH ? estimate : spent / used),
      0,
    );
  }

  /** One session is over; `last` when its trial will not be tried again. */
  record(side: Side, costUsd: number, last: boolean): void {
    const account = this.#accounts[side];
    account.spent += costUsd;
    if (costUsd > 0) account.used += 1;
    if (last) account.open -= 1;
  }
}
