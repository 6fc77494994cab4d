/** A workflow run and which of its attempts: GitHub counts up when jobs are run again. */
export interface RunAttempt {
  readonly id: number;
  /** From 1. */
  readonly attempt: number;
}

/** What an evaluation can come to; one that failed after sessions had run is an `error`. */
export type AttemptVerdict = 'passed' | 'blocked' | 'error';

/** An evaluation of the same versions on the same fixtures, in an earlier run of the same pull request. */
export interface EarlierAttempt {
  readonly run: RunAttempt;
  readonly verdict: AttemptVerdict;
  /** Milliseconds since the epoch, in whole seconds. */
  readonly startedAt: number;
  /** Whether another policy judged then. */
  readonly otherPolicy: boolean;
}

export type AttemptCounts = Readonly<Record<AttemptVerdict, number>>;

/** Everything known of earlier attempts. None at all: this is the first. */
export interface EarlierAttempts {
  /** Oldest first. */
  readonly recent: readonly EarlierAttempt[];
  /** Those before the recent ones, of which no more is known. */
  readonly older: AttemptCounts;
}
