import type { FixtureResult } from './trial.ts';

/** A sum of fixture scores: `right` of `of` fixtures (fractions when a fixture has several trials). */
export interface Score {
  readonly right: number;
  readonly of: number;
}

/** Whether the fixture's score differs between the versions, and which way. */
export type Flip = 'broke' | 'fixed';

/** One fixture's scores over the pairs that could be scored on both versions. */
export interface FixtureScore {
  readonly result: FixtureResult;
  /** Share of right trials, 0 to 1; undefined where there is no baseline or no scored pair. */
  readonly baseline: number | undefined;
  readonly candidate: number | undefined;
  readonly flip: Flip | undefined;
}

/**
 * - `regressed`: below the baseline; blocks
 * - `below-floor`: under the policy's `min-score`; blocks, baseline or not
 * - `not-evaluated`: too few fixtures could be scored (`coverage`); the run is an error
 * - `unprotected`: the baseline got nothing right, so nothing could regress; passes, and says so
 * - `improved`, `held`: pass
 * - `new`: no baseline; evaluated alone and not under a floor
 */
export type TeamOutcome =
  | 'regressed'
  | 'below-floor'
  | 'not-evaluated'
  | 'unprotected'
  | 'improved'
  | 'held'
  | 'new';

/** A row of the verdict: data first, printed later. */
export interface TeamVerdict {
  readonly team: string;
  readonly outcome: TeamOutcome;
  readonly baseline: Score | undefined;
  readonly candidate: Score;
  /** The floor that applied, from `min-score`. */
  readonly floor: number | undefined;
  /** Every fixture of the team, in file order. */
  readonly fixtures: readonly FixtureScore[];
  /** Ids of fixtures without a scored pair. */
  readonly notScored: readonly string[];
  /** Why the row says what it says, for a reader who reads only this sentence. Contains untrusted text. */
  readonly sentence: string;
}

/** The verdict on one pin. */
export interface Decision {
  readonly verdict: 'passed' | 'blocked' | 'error';
  /** Worst first. */
  readonly teams: readonly TeamVerdict[];
  /** Sentences about the pin as a whole: why it is an error, what is not protected. */
  readonly reasons: readonly string[];
}
