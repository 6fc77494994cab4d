import type { RememberedEvaluation } from './result.ts';

/** A good evaluation, and what it was of. */
export interface SealedEvaluation {
  /** A digest of everything that the verdict depends on (see memory/identifyEvaluation). */
  readonly subject: string;
  /** Whether the pin said `next`: only these are used again, when the number takes its place. */
  readonly isDraft: boolean;
  readonly evaluation: RememberedEvaluation;
}

/** What earlier runs of a pull request left in its comment, as far as it can be trusted. */
export interface EvaluationMemory {
  /**
   * The good evaluations of the pull request, oldest first; none where there is no comment, or where it was changed by
   * anybody else. Throws a `ServiceError` when the comment cannot be read.
   */
  recall(pullRequest: number): Promise<readonly SealedEvaluation[]>;
}

/** Tells what this program wrote from what others did: only who has the key can make a seal. */
export interface Seal {
  sign(text: string): string;
  verify(text: string, signature: string): boolean;
}
