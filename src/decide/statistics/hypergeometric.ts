import { logChoose } from './logFactorial.ts';

/** The distribution of a whole number: `probabilities[i]` is that of `least + i`. They sum to 1. */
export interface Distribution {
  readonly least: number;
  readonly probabilities: readonly number[];
}

/**
 * How many of `right` right answers fall on the baseline when they are dealt at random to `pairs` trials of either
 * version: the hypergeometric distribution, which is what a fixture's baseline count follows when both versions are
 * right with one probability and the total is held fixed (Fisher, The Design of Experiments, 1935, ch. 2).
 *
 * @param pairs trials of each version, from 0
 * @param right right answers of both together, 0 to 2·pairs
 */
export function hypergeometric(pairs: number, right: number): Distribution {
  const least = Math.max(0, right - pairs);
  const most = Math.min(pairs, right);
  const whole = logChoose(2 * pairs, right);
  const probabilities: number[] = [];
  for (let baseline = least; baseline <= most; baseline += 1) {
    probabilities.push(Math.exp(logChoose(pairs, baseline) + logChoose(pairs, right - baseline) - whole));
  }
  return { least, probabilities };
}
