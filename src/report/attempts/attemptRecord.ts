import type { AttemptCounts, AttemptVerdict, RunAttempt } from '../../domain/attempt.ts';

/** One evaluation as the comment remembers it. */
export interface RecordedAttempt {
  readonly run: RunAttempt;
  readonly verdict: AttemptVerdict;
  /** Milliseconds since the epoch, in whole seconds. */
  readonly startedAt: number;
  /** A digest of the policy that judged. */
  readonly policy: string;
}

/** All evaluations of the same versions on the same fixtures. */
export interface SubjectRecord {
  /** A digest: see identifyAttempt. */
  readonly subject: string;
  /** Oldest first, one for each run. */
  readonly recent: readonly RecordedAttempt[];
  /** Those before the recent ones, for which there was no room. */
  readonly older: AttemptCounts;
}

/** What a pull request's comment remembers of all runs that evaluated something. */
export interface AttemptRecord {
  /** The one evaluated last comes last. */
  readonly subjects: readonly SubjectRecord[];
  /** How many subjects there was no room for. */
  readonly forgotten: number;
}

export const NO_ATTEMPTS: AttemptRecord = { subjects: [], forgotten: 0 };

/** What a comment was found to remember. */
export interface FoundRecord {
  readonly record: AttemptRecord;
  /** There was a record, and it was not one that the gate can have written: `record` is empty then. */
  readonly isBroken: boolean;
}
