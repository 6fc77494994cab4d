import type { AgentVersion, VersionSummary } from './agent.ts';
import type { Pin } from './pin.ts';
import type { Problem } from './problem.ts';

/** A push to a branch. */
export interface Push {
  /** The branch's name. */
  readonly branch: string;
  /** The commit that the branch was at before, in full; undefined for the first push of a branch. */
  readonly before: string | undefined;
}

/** What a push did to a pin that is still there. */
export interface Promotion {
  /**
   * - `bumped`, `rolled-back`, `moved-agent`, `added`: as a change under review would be called
   * - `renamed`: pins what it pinned, at another path
   * - `mended`: could not be read before
   * - `spoilt`: cannot be read now
   */
  readonly kind: 'bumped' | 'rolled-back' | 'moved-agent' | 'added' | 'renamed' | 'mended' | 'spoilt';
  /** Where it was before, if that was elsewhere. */
  readonly previousPath: string | undefined;
  /** What it pinned before; undefined where there was nothing, or nothing that could be read. */
  readonly from: Pin | undefined;
  /** The versions that it passes over, in ascending order; undefined when they could not be listed. */
  readonly between: readonly VersionSummary[] | undefined;
}

/**
 * - `confirmed`: names a version that is there, of an agent that is not archived
 * - `broken`: production cannot run what the file says; its problems say why
 * - `unconfirmed`: nobody could say, which is nothing against the version
 */
export type ConfirmationState = 'confirmed' | 'broken' | 'unconfirmed';

/** What is known of one pin at the confirmed commit. */
export interface PinConfirmation {
  readonly path: string;
  readonly state: ConfirmationState;
  /** Undefined when the file could not be read as a pin. */
  readonly pin: Pin | undefined;
  /** The version that it names; undefined unless that is confirmed. */
  readonly config: AgentVersion | undefined;
  /** Undefined where the push left it alone, and where nothing could be compared. */
  readonly promotion: Promotion | undefined;
  readonly problems: readonly Problem[];
  /** What its agent file says otherwise than the version, and why that could not be told. They fail nothing. */
  readonly drift: readonly Problem[];
}

/** A pin that the push took away. */
export interface RemovedPin {
  readonly path: string;
  /** Undefined when it could not be read before either. */
  readonly pin: Pin | undefined;
}

/** Everything that a confirmation came to; its reports are pure functions of it. */
export interface ConfirmationResult {
  /** Undefined when it could not be told from the event. */
  readonly commit: string | undefined;
  /** Undefined where no push is told of: a schedule, a run by hand. */
  readonly push: Push | undefined;
  /** Whether both sides of the push were compared: without that, what it changed is not known. */
  readonly isCompared: boolean;
  /** By path. */
  readonly pins: readonly PinConfirmation[];
  readonly removed: readonly RemovedPin[];
  /** Of the confirmation as a whole. */
  readonly problems: readonly Problem[];
  /** Sentences that a reader should see though they fail nothing. */
  readonly warnings: readonly string[];
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  readonly durationMs: number;
}

/** Whether every pin is confirmed, and there is one. */
export function isConfirmed({ pins, problems }: ConfirmationResult): boolean {
  return problems.length === 0 && pins.length > 0 && pins.every(({ state }) => state === 'confirmed');
}
