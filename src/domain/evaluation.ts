import type { AgentVersion, SessionOverrides } from './agent.ts';
import type { Fixture } from './fixture.ts';
import type { Policy } from './policy.ts';
import type { Problem } from './problem.ts';
import type { Effort } from './result.ts';
import type { FixtureResult } from './trial.ts';

/** What is to be run once more, to confirm what the trials so far show. */
export interface Rerun {
  /** Ids of the plan's fixtures; empty when nothing more is to be run. */
  readonly fixtures: readonly string[];
  /** Fresh trials that each of them is to have on each version, those that it has had included. */
  readonly trials: number;
  /** Sentences for the log: what the last trials settled, what is run again and why. Contain untrusted text. */
  readonly lines: readonly string[];
}

/** The most that the trials of one pin may cost in one evaluation, where that is not `limits.max-cost-usd`. */
export interface CostCeiling {
  readonly usd: number;
  /** Whose ceiling it is, after an amount: `left of the $5.00 that the calibration may cost in all`. */
  readonly whose: string;
  /** A sentence that says how to raise it. */
  readonly advice: string;
}

/** What is to be evaluated for one pin; everything in it has been read, checked and resolved. */
export interface PinPlan {
  /** The pin's path. */
  readonly pin: string;
  /** Undefined for a new pin: the candidate is evaluated alone. */
  readonly baseline: AgentVersion | undefined;
  readonly candidate: AgentVersion;
  /** Set for a draft: what its sessions run in place of the candidate's own. */
  readonly overrides?: SessionOverrides | undefined;
  /** The environment's id. */
  readonly environment: string;
  readonly policy: Policy;
  /** The path of the policy, for sentences that ask to change it. */
  readonly policyPath?: string;
  /** Undefined: the policy's `limits.max-cost-usd`. */
  readonly ceiling?: CostCeiling;
  readonly fixtures: readonly Fixture[];
  /** Fixtures that the change adds: run and graded alike, no part of the verdict. */
  readonly informational: readonly Fixture[];
  /**
   * Asked when all trials are over, the first time and after each re-run; `results` are those of `fixtures`.
   * Undefined: the first trials suffice.
   */
  readonly confirm?: (results: readonly FixtureResult[]) => Rerun;
}

/** Which run this is; every session carries it, so that strays can be told from sessions of a live run. */
export interface RunIdentity {
  /** Unique among runs, such as GitHub's run id and attempt. */
  readonly id: string;
  /** `owner/name`. */
  readonly repository: string;
}

/** What the trials of one pin came to. */
export interface Evaluation {
  /** In the order of the plan. Trials that never came to an end are missing, and then `problems` says why. */
  readonly fixtures: readonly FixtureResult[];
  readonly informational: readonly FixtureResult[];
  readonly effort: Effort;
  /**
   * Set when fresh trials were due and could not be run to their end, for the money's sake: the first trials are
   * whole, and what they raised is not confirmed.
   */
  readonly unconfirmed: Problem | undefined;
  /** Not empty when the evaluation was refused or stopped: there is no verdict then but `error`. */
  readonly problems: readonly Problem[];
}
