import type { AgentConfig, AgentVersion, VersionSummary } from './agent.ts';
import type { EarlierAttempts, RunAttempt } from './attempt.ts';
import type { Change } from './change.ts';
import type { Fixture, FixtureChanges } from './fixture.ts';
import type { CandidatePin, EvaluatedPinChange, Pin, PinChange } from './pin.ts';
import type { PinState } from './pinHistory.ts';
import type { Policy, PolicySource } from './policy.ts';
import type { Problem } from './problem.ts';
import type { FixtureResult } from './trial.ts';
import type { Decision, Score, TeamOutcome } from './verdict.ts';

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
  readonly candidate: CandidatePin;
  /** The candidate's configuration; a draft cannot be told from the next one without it. */
  readonly config?: AgentConfig;
  readonly policy: Policy;
  readonly fixtures: readonly Fixture[];
}

/** What became of the version that a pin with `version: next` asks for. */
export interface DraftResult {
  /** The agent file that describes it, as a path of the head. */
  readonly agentFile: string;
  /** The version with exactly this configuration; undefined where none was made. */
  readonly version: number | undefined;
  /**
   * - `found`: it was there
   * - `made-after`: tried as a draft first, and made when that was good
   * - `made-before`: made to be tried, since a session cannot be given what differs (`differs` says what)
   * - `not-made`: tried as a draft, and not good; or good, in a check that makes no versions (one on one's own machine)
   */
  readonly how: 'found' | 'made-after' | 'made-before' | 'not-made';
  /** The version that the draft was laid over, for one that was tried as a draft. */
  readonly over: number | undefined;
  /** What no session can be given in place of its version's own, in words. */
  readonly differs: readonly string[];
  /** What the line of the pin has to become; undefined where there is no number to write, or no way to tell. */
  readonly line: { readonly number: number; readonly text: string } | undefined;
}

/** A team's row as a comment remembers it. */
export interface RememberedTeam {
  readonly team: string;
  readonly outcome: TeamOutcome;
  readonly baseline: Score | undefined;
  readonly candidate: Score;
}

/** A good evaluation as the comment of a pull request remembers it. */
export interface RememberedEvaluation {
  /** The run that evaluated. */
  readonly run: RunAttempt;
  /** Milliseconds since the epoch, in whole seconds. */
  readonly at: number;
  /** What was pinned as the baseline; undefined for a new pin. */
  readonly baseline: { readonly agent: string; readonly version: number } | undefined;
  readonly candidate: { readonly agent: string; readonly version: number };
  /** Worst first; `left` counts those that there was no room for. */
  readonly teams: readonly RememberedTeam[];
  readonly left: number;
}

/** Whether the service confirmed that a version can still be run. */
export type Verification =
  | { readonly state: 'verified'; readonly config: AgentVersion }
  /** `reason` is a sentence. */
  | { readonly state: 'unverified'; readonly reason: string };

/** What became of one pin of the change. */
export type PinResult =
  | {
      readonly state: 'evaluated';
      readonly path: string;
      readonly change: EvaluatedPinChange['kind'];
      readonly previousPath: string | undefined;
      /** Undefined for a new pin, which is evaluated alone against its floors. */
      readonly baseline: { readonly pin: Pin; readonly config: AgentVersion } | undefined;
      /** A draft of which no version was made has the number of the version that it was laid over in `config`. */
      readonly candidate: { readonly pin: CandidatePin; readonly config: AgentVersion };
      /** Set for `version: next`. */
      readonly draft?: DraftResult | undefined;
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
  /** A good evaluation of the same configuration on the same fixtures is remembered, so none was run. */
  | {
      readonly state: 'remembered';
      readonly path: string;
      readonly change: EvaluatedPinChange['kind'];
      readonly baseline: Pin | undefined;
      readonly candidate: Pin;
      readonly config: AgentVersion;
      readonly draft?: DraftResult | undefined;
      readonly evaluation: RememberedEvaluation;
    }
  /** Goes back to what was live before, by the fast lane: nothing was run. */
  | {
      readonly state: 'rollback';
      readonly path: string;
      readonly previousPath: string | undefined;
      readonly baseline: Pin;
      readonly candidate: Pin;
      /** When what it goes back to came to the branch the last time, and when it left it. */
      readonly live: { readonly from: PinState; readonly until: PinState };
      readonly verification: Verification;
      /** What the candidate came to when it was promoted, if that is known. */
      readonly scores: RememberedEvaluation | undefined;
    }
  /** `version: next` asks for a version that is pinned already: its number is all that is missing. */
  | {
      readonly state: 'described';
      readonly path: string;
      readonly baseline: Pin;
      readonly candidate: CandidatePin;
      readonly draft: DraftResult;
    }
  | { readonly state: 'removed'; readonly path: string; readonly baseline: Pin }
  /** The file changed, what it pins did not. */
  | { readonly state: 'unchanged'; readonly path: string; readonly baseline: Pin }
  | {
      readonly state: 'failed';
      readonly path: string;
      readonly change: PinChange['kind'] | undefined;
      readonly baselineVersion: number | undefined;
      /** `next` for a draft. */
      readonly candidateVersion: Pin['version'] | 'next' | undefined;
      readonly versionLine: number | undefined;
      readonly problems: readonly Problem[];
      readonly effort: Effort;
      /** Set when the evaluation had begun. */
      readonly judged?: Judged;
      readonly earlier?: EarlierAttempts;
    };

/**
 * `skipped` only when no pin changed. `pending`: evaluated and good, but the pin says `next`, which production cannot
 * read; the check fails until the number stands there.
 */
export type RunVerdict = 'passed' | 'pending' | 'blocked' | 'error' | 'skipped';

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
