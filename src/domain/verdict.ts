import type { FixtureResult } from './trial.ts';

/** A sum of fixture scores: `right` of `of` fixtures (fractions when a fixture has several trials). */
export interface Score {
  readonly right: number;
  readonly of: number;
}

/**
 * A fixture that comes out differently on the two versions. By `confirmed`: right in at least half of its first
 * trials on one version and in under half on the other; by `any-drop`: any difference in their number.
 */
export type Flip = 'broke' | 'fixed';

/** How many of `of` scored pairs of trials each version got right. */
export interface PairCount {
  readonly baseline: number;
  readonly candidate: number;
  readonly of: number;
}

/** One fixture's scores over the pairs that could be scored on both versions. */
export interface FixtureScore {
  readonly result: FixtureResult;
  /** Share of right first trials, 0 to 1; undefined where there is no baseline or no scored pair. */
  readonly baseline: number | undefined;
  readonly candidate: number | undefined;
  readonly flip: Flip | undefined;
  /** Its fresh trials; undefined when it was not run again. */
  readonly rerun: PairCount | undefined;
}

/**
 * What a team can come to, worst first: what blocks, what could not be judged, what is not protected, then what is fine.
 *
 * - `regressed`: below the baseline; blocks
 * - `below-floor`: under the policy's `min-score`; blocks, baseline or not
 * - `inconclusive`: a loss was neither confirmed nor ruled out; blocks unless `on-inconclusive: pass`
 * - `not-evaluated`: too few fixtures could be scored (`coverage`); the run is an error
 * - `unprotected`: the baseline got nothing right, so nothing could regress; passes, and says so
 * - `improved`, `held`: pass
 * - `new`: no baseline; evaluated alone and not under a floor
 */
export const TEAM_OUTCOMES = [
  'regressed',
  'below-floor',
  'inconclusive',
  'not-evaluated',
  'unprotected',
  'improved',
  'held',
  'new',
] as const;
export type TeamOutcome = (typeof TEAM_OUTCOMES)[number];

/** The test of all fixtures of the run together, on their first trials. */
export interface OverallTest {
  readonly broken: number;
  readonly fixed: number;
  readonly p: number;
  /** The run is worse when `p` is at most this. */
  readonly level: number;
  readonly isWorse: boolean;
}

/** What a suspect's fresh trials say after a round. Losses in fixtures, the baseline's right answers less the candidate's. */
export interface Look {
  /** From 1. */
  readonly round: number;
  /** Fresh trials of each fixture on each version so far, not all of which need have been scored. */
  readonly trials: number;
  /** Over all re-run fixtures. */
  readonly right: PairCount;
  readonly loss: number;
  /** A one-sided 95 % upper bound of the loss, for this look and these fixtures alone. */
  readonly bound: number;
  /** The team is held when `bound` is below this. */
  readonly margin: number;
  /** Fixtures plainly broken less those plainly mended. */
  readonly netBreaks: number;
  /** Against "on none of these fixtures is the candidate right less often". */
  readonly p: number;
  /** The team is regressed when `p` is at most this. */
  readonly level: number;
}

/** How the rule `confirmed` tested a team in which a fixture broke. */
export interface SuspectTest {
  /** `open`: neither regressed nor held in any look so far. */
  readonly state: 'open' | 'regressed' | 'held';
  /** Fixtures that flipped in the first trials. */
  readonly broken: number;
  readonly fixed: number;
  /** What is run again. */
  readonly scope: 'flipped' | 'all';
  /** Whether some look, turned round, confirmed a gain. */
  readonly gained: boolean;
  /** The last look; undefined before the first round is over. */
  readonly look: Look | undefined;
}

/** A row of the verdict: data first, printed later. */
export interface TeamVerdict {
  readonly team: string;
  readonly outcome: TeamOutcome;
  /** Of the first trials. */
  readonly baseline: Score | undefined;
  readonly candidate: Score;
  /** The floor that applied, from `min-score`. */
  readonly floor: number | undefined;
  /** Every fixture of the team, in file order. */
  readonly fixtures: readonly FixtureScore[];
  /** Ids of fixtures without a scored pair. */
  readonly notScored: readonly string[];
  /** By the rule `confirmed`, where a fixture broke. */
  readonly test: SuspectTest | undefined;
  /** Why the row says what it says, for a reader who reads only this sentence. Contains untrusted text. */
  readonly sentence: string;
}

/** A fixture that answered differently on one and the same version. */
export interface FlakyFixture {
  readonly id: string;
  readonly team: string;
  /** Over all its scored trials, first and fresh. */
  readonly baseline: Score;
  readonly candidate: Score;
}

/** The verdict on one pin. */
export interface Decision {
  readonly verdict: 'passed' | 'blocked' | 'error';
  /** Worst first. */
  readonly teams: readonly TeamVerdict[];
  /** By the rule `confirmed` with a baseline. */
  readonly overall: OverallTest | undefined;
  /** The least steady first. */
  readonly flaky: readonly FlakyFixture[];
  /** Sentences about the pin as a whole: why it is an error, what is worse overall, what is not protected. */
  readonly reasons: readonly string[];
}
