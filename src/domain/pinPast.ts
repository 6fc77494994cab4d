import type { VersionSummary } from './agent.ts';
import type { PinState } from './pinHistory.ts';
import type { Problem } from './problem.ts';

/**
 * What a state did: `first`, the first that could be read; `promoted`, to what was not live before, or had been rolled
 * back from; `rolled-back`, to what was; `unreadable`, no pin that production could read; `removed`, no file.
 */
export type PastChange = 'first' | 'promoted' | 'rolled-back' | 'unreadable' | 'removed';

/** A state in which a pin said something else than before. */
export interface PastState extends Omit<PinState, 'bytes'> {
  readonly change: PastChange;
  /** Undefined for what is unreadable or removed. */
  readonly pinned: { readonly agent: string; readonly version: number } | undefined;
}

/** A version that the service has. */
export interface PastVersion extends VersionSummary {
  /** When it was pinned the first time, in milliseconds since the epoch; undefined: never, as far as the history tells. */
  readonly pinnedAt: number | undefined;
  readonly isLive: boolean;
}

/** What is known of a pin's past. */
export interface PinPast {
  readonly path: string;
  /** The branch as it was named, and its commit; undefined when it could not be found. */
  readonly branch: string;
  readonly commit: string | undefined;
  /** Newest first. */
  readonly states: readonly PastState[];
  /** Of the agent that is pinned now, newest first; undefined where there is no key or the service failed. */
  readonly versions: readonly PastVersion[] | undefined;
  readonly problems: readonly Problem[];
  readonly warnings: readonly string[];
}
