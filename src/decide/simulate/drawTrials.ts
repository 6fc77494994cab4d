/** The probabilities with which one fixture is right, 0 to 1. */
export interface Rates {
  readonly baseline: number;
  readonly candidate: number;
}

/** A table that trials are added to. */
export interface Tally {
  pairs: number;
  baselineRight: number;
  candidateRight: number;
}

export function noTrials(): Tally {
  return { pairs: 0, baselineRight: 0, candidateRight: 0 };
}

/**
 * Draws trials of one fixture until the tally has so many pairs.
 *
 * @param random uniform in [0, 1)
 */
export function drawTrials(tally: Tally, rates: Rates, pairs: number, random: () => number): Tally {
  tally.baselineRight += drawRight(rates.baseline, pairs - tally.pairs, random);
  tally.candidateRight += drawRight(rates.candidate, pairs - tally.pairs, random);
  tally.pairs = pairs;
  return tally;
}

function drawRight(rate: number, trials: number, random: () => number): number {
  let right = 0;
  for (let trial = 0; trial < trials; trial += 1) if (random() < rate) right += 1;
  return right;
}
