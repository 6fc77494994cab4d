import type { Proposal } from './changeRequests.ts';
import type { PinState } from './pinHistory.ts';
import type { Problem } from './problem.ts';
import type { Verification } from './result.ts';

/** A pin that is to go back to another version of its agent. */
export interface RollbackPlan {
  readonly path: string;
  /** The branch that has the pin, and the commit of it that was looked at. */
  readonly base: string;
  readonly baseCommit: string;
  readonly agent: string;
  readonly from: number;
  readonly to: number;
  /** When that version was live the last time; undefined: going to it is no rollback, and the check evaluates it. */
  readonly live: { readonly from: PinState; readonly until: PinState } | undefined;
  /** Whether the version can still be run; undefined where there is no key to ask with. */
  readonly verification: Verification | undefined;
}

/** Why a rollback is asked for and by whom. Untrusted texts. */
export interface RollbackReason {
  readonly reason: string | undefined;
  /** A login. */
  readonly actor: string | undefined;
  /** The page of the workflow run that it was asked for in. */
  readonly runUrl: string | undefined;
}

/** A rollback as a pull request. */
export interface Rollback extends RollbackPlan {
  readonly proposal: Proposal;
}

/** What asking for a rollback came to. */
export interface RollbackResult {
  /** The pin that was asked for. */
  readonly path: string;
  /** Undefined when there is no pull request; the problems say why. */
  readonly rollback: Rollback | undefined;
  readonly problems: readonly Problem[];
  /** Sentences that a reader should see though they change nothing. */
  readonly warnings: readonly string[];
}
