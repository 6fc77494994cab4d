import type { Random } from '../../emulator/managed-agents/random.ts';

/**
 * A rate from the Beta distribution with this mean. Trials drawn at one such rate are correlated: their intraclass
 * correlation is 1 / (a + b + 1), so a = mean·(1 − c)/c and b = (1 − mean)·(1 − c)/c.
 *
 * J. G. Skellam, Journal of the Royal Statistical Society B 10 (1948), 257–261 (the beta-binomial distribution).
 *
 * @param mean above 0 and below 1
 * @param correlation above 0 and below 1
 */
export function drawBeta(mean: number, correlation: number, random: Random): number {
  const size = (1 - correlation) / correlation;
  const a = drawGamma(mean * size, random);
  const b = drawGamma((1 - mean) * size, random);
  return a + b === 0 ? mean : a / (a + b);
}

/**
 * From the Gamma distribution with scale 1.
 *
 * G. Marsaglia and W. W. Tsang, ACM Transactions on Mathematical Software 26 (2000), 363–372; for a shape below 1 a
 * draw with shape + 1 times U^(1/shape), as there.
 */
function drawGamma(shape: number, random: Random): number {
  if (shape < 1) return drawGamma(shape + 1, random) * random() ** (1 / shape);
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const x = drawNormal(random);
    const v = (1 + c * x) ** 3;
    if (v > 0 && Math.log(1 - random()) < x ** 2 / 2 + d - d * v + d * Math.log(v)) return d * v;
  }
}

/** G. E. P. Box and M. E. Muller, Annals of Mathematical Statistics 29 (1958), 610–611. */
function drawNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}
