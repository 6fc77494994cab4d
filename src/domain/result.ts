import type { AgentVersion, VersionSummary } from './agent.ts';
import type { EarlierAttempts } from './attempt.ts';
import type { Change } from './change.ts';
import type { Fixture, FixtureChanges } from './fixture.ts';
import type { Pin, PinChange } from './pin.ts';
import type { Policy, PolicySource } from './policy.ts';
import type { Problem } from './problem.ts';
import type { FixtureResult } from './trial.ts';
import type { Decision } from './verdict.ts';

/** What running the fixtures took. */
export interface Effort {
  /** Sessions created, attempts that could not be scored included. */
  readonly sessions: number;
  readonly costUsd: number;
  readonly durationMs: number;
}

/** What an evaluation was about that failed on its way. */
export interface Judged {
  /** Undefined for a new pin. */
  readonly baseline: Pin | undefined;
  readonly candidate: Pin;
  readonly policy: Policy;
  readonly fixtures: readonly Fixture[];
}

/** What became of one pin of the change. */
export type PinResult =
  | {
      readonly state: 'evaluated';
      readonly path: string;
      readonly change: 'bumped' | 'rolled-back' | 'moved-agent' | 'added';
      readonly previousPath: string | undefined;
      /** Undefined for a new pin, which is evaluated alone against its floors. */
      readonly baseline: { readonly pin: Pin; readonly config: AgentVersion } | undefined;
      readonly candidate: { readonly pin: Pin; readonly config: AgentVersion };
      /**
       * The versions of the agent between the two, in ascending order, none where the pin is new or moves to another
       * agent; undefined when they could not be listed.
       */
      readonly between: readonly VersionSummary[] | undefined;
      readonly source: PolicySource;
      readonly fixtureFiles: readonly string[];
      readonly decision: Decision;
      /** What the change itself does to the fixtures. */
      readonly fixtureChanges: FixtureChanges;
      /** Fixtures that the change adds: run for information, no part of the verdict. */
      readonly informational: readonly FixtureResult[];
      readonly effort: Effort;
      /** Undefined until they are known, and where there is no comment that remembers them. */
      readonly earlier?: EarlierAttempts;
    }
  | { readonly state: 'removed'; readonly path: string; readonly baseline: Pin }
  /** The file changed, what it pins did not. */
  | { readonly state: 'unchanged'; readonly path: string; readonly baseline: Pin }
  | {
      readonly state: 'failed';
      readonly path: string;
      readonly change: PinChange['kind'] | undefined;
      readonly baselineVersion: number | undefined;
      readonly candidateVersion: number | undefined;
      readonly versionLine: number | undefined;
      readonly problems: readonly Problem[];
      readonly effort: Effort;
      /** Set when the evaluation had begun. */
      readonly judged?: Judged;
      readonly earlier?: EarlierAttempts;
    };

/** `skipped` only when no pin changed. */
export type RunVerdict = 'passed' | 'blocked' | 'error' | 'skipped';

/** Everything one run came to; every report is a pure function of it. */
export interface RunResult {
  readonly verdict: RunVerdict;
  /** Undefined when the change itself could not be resolved. */
  readonly change: Change | undefined;
  readonly pins: readonly PinResult[];
  /** Problems of the run as a whole, or of files that belong to no evaluated pin. */
  readonly problems: readonly Problem[];
  /** Sentences that a reader should see though they change nothing. */
  readonly warnings: readonly string[];
  /**
   * Set when the run was overtaken (a newer head) or stopped by a signal: what stands in the pull request's
   * comment is then somebody else's to change.
   */
  readonly leavesComment?: boolean;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
}
