import type { FixturePasses } from '../../domain/calibration.ts';

/**
 * The probability with which each fixture is right, for simulating it. Not its pass rate as it is: a fixture that was
 * right in 10 of 10 trials is not always right, and a simulation that takes it so would promise too much.
 *
 * Each fixture gets one more trial, which came out as the average fixture of this repository does: (right + m)/(n + 1),
 * the mean after a Beta(m, 1 − m) prior. Its weight is one trial, as of Jeffreys' prior; but its centre is m and not a
 * half, because ½ would make 10 of 10 into 0.955, and a repository full of steady fixtures into one that flips all the
 * time. m is the mean of the fixtures' own rates, with half a right and half a wrong fixture added, so that not even a
 * repository where all was right is certain; means of rates and not of trials, as what is unsteady has more trials.
 *
 * Empirical Bayes in its plainest form: Carlin and Louis, Bayesian Methods for Data Analysis, 3rd ed., 2008, ch. 5;
 * Brown, Cai and DasGupta, Statistical Science 16 (2001), 101–133, on the weight.
 *
 * @returns in the same order, each above 0 and below 1; m for a fixture that was never scored
 */
export function estimateRates(fixtures: readonly Pick<FixturePasses, 'right' | 'of'>[]): readonly number[] {
  const scored = fixtures.filter(({ of }) => of > 0);
  const sum = scored.reduce((total, { right, of }) => total + right / of, 0);
  const mean = (sum + 0.5) / (scored.length + 1);
  return fixtures.map(({ right, of }) => (right + mean) / (of + 1));
}
