import { binomialTail } from './binomialTail.ts';

/** What a 95 % interval leaves out on either side. */
const TAIL = 0.025;

/**
 * The exact 95 % confidence interval of a probability after `count` successes in `trials`: from the p under which so
 * many successes or more have the probability 2.5 % to the one under which so many or fewer have. It covers the truth
 * at least 95 times in 100, more often with few trials: it is never too narrow. 0 to 1 without a trial.
 *
 * C. J. Clopper and E. S. Pearson, Biometrika 26 (1934), 404–413; R's `binom.test(count, trials)$conf.int`. The
 * binomial tail itself is bisected until no double lies between, so no quantile of the Beta distribution is needed.
 *
 * @param count 0 to `trials`
 */
export function clopperPearson(count: number, trials: number): readonly [low: number, high: number] {
  return [findLow(count, trials), 1 - findLow(trials - count, trials)];
}

/** By symmetry the upper end of the successes is 1 less the lower end of the failures. */
function findLow(count: number, trials: number): number {
  if (count <= 0) return 0;
  let [low, high] = [0, 1];
  for (;;) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) return low;
    if (binomialTail(count, trials, middle) < TAIL) low = middle;
    else high = middle;
  }
}
