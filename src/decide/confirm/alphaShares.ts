/** What is spent of alpha when `rounds` are the default ones: most while a clear break needs few trials. */
const DEFAULT_ROUNDS = [4, 8, 16, 40];
const DEFAULT_SHARES = [0.3, 0.2, 0.2, 0.1];

/** The share of the test over all fixtures. With those of the rounds it comes to 1 (Bonferroni over the looks). */
export const OVERALL_SHARE = 0.2;

/**
 * How much of alpha each round may spend: 0.3, 0.2, 0.2 and 0.1 of it for the rounds [4, 8, 16, 40], 0.8 in equal
 * parts for any others. The probability of a false alarm in any look is at most the sum of what the looks spend,
 * whatever comes out in between.
 */
export function alphaShares(rounds: readonly number[]): readonly number[] {
  const isDefault =
    rounds.length === DEFAULT_ROUNDS.length && rounds.every((trials, i) => trials === DEFAULT_ROUNDS[i]);
  return isDefault ? DEFAULT_SHARES : rounds.map(() => (1 - OVERALL_SHARE) / rounds.length);
}
