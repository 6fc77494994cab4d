/**
 * A two-by-two table: one fixture's pairs of trials, right or wrong, on either version. Whole numbers,
 * `baselineRight` and `candidateRight` from 0 to `pairs`.
 */
export interface Table {
  readonly pairs: number;
  readonly baselineRight: number;
  readonly candidateRight: number;
}

/** The same table with the versions in each other's place: what tests a loss then tests a gain. */
export function turnRound({ pairs, baselineRight, candidateRight }: Table): Table {
  return { pairs, baselineRight: candidateRight, candidateRight: baselineRight };
}
