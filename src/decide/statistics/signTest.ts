import { logChoose } from './logFactorial.ts';
import { sumTail } from './sumTail.ts';

/**
 * The exact sign test, one-sided: P(Bin(losses + gains, ½) ≥ losses), the probability of at least so many losses
 * among so many fixtures that flipped, if each flips either way with the same probability. 1 without a loss.
 *
 * W. J. Conover, Practical Nonparametric Statistics, 3rd ed., 1999, sec. 3.4; R's `binom.test(…, alternative =
 * "greater")`; on pairs of one trial it is McNemar's exact test.
 *
 * @param losses fixtures that broke, from 0
 * @param gains fixtures that were fixed, from 0
 */
export function signTest(losses: number, gains: number): number {
  const flips = losses + gains;
  const whole = flips * Math.LN2;
  const probabilities: number[] = [];
  for (let count = 0; count <= flips; count += 1) {
    probabilities.push(Math.exp(logChoose(flips, count) - whole));
  }
  return losses === 0 ? 1 : sumTail(probabilities, losses);
}
