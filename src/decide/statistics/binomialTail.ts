import { logChoose } from './logFactorial.ts';
import { sumTail } from './sumTail.ts';

/**
 * P(Bin(trials, p) ≥ count), summed term by term: exact up to rounding, with no approximation by another distribution.
 *
 * @param count from 0; above `trials` the answer is 0
 * @param trials from 0
 * @param p the probability of success in one trial, 0 to 1
 */
export function binomialTail(count: number, trials: number, p: number): number {
  if (count <= 0 || p >= 1) return count <= trials ? 1 : 0;
  if (p <= 0 || count > trials) return 0;
  const [success, failure] = [Math.log(p), Math.log1p(-p)];
  const probabilities: number[] = [];
  for (let successes = count; successes <= trials; successes += 1) {
    const log = logChoose(trials, successes) + successes * success + (trials - successes) * failure;
    probabilities.push(Math.exp(log));
  }
  return sumTail(probabilities, 0);
}
