import type { PinState } from '../domain/pinHistory.ts';
import { GateError } from '../domain/problem.ts';

/** What a state of a pin's file pins. */
export interface PinnedVersion {
  readonly agent: string;
  readonly version: number;
}

/** Reads what one state pins; a state that it throws a `GateError` for is passed over, and so is a draft. */
export type ReadPinState = (bytes: Uint8Array) => {
  readonly agent: string;
  readonly version: number | 'next';
};

/** A version that was live and was not rolled back from. */
export interface LiveSpan extends PinnedVersion {
  /** The state with which it came, the last time if it came back. */
  readonly from: PinState;
  /** The state that replaced it; undefined for what is live now. */
  readonly until: PinState | undefined;
}

/**
 * The versions that led to what is live now, the oldest first and the live one last. Going back to one of them takes
 * everything after it away: who rolled back from a version found fault with it, so that going to it again is no
 * rollback but a promotion.
 *
 * @param states newest first, as `PinHistory` gives them
 */
export function liveStack(states: readonly PinState[], readPin: ReadPinState): readonly LiveSpan[] {
  const stack: LiveSpan[] = [];
  for (const state of states.toReversed()) {
    const pinned = readState(state, readPin);
    if (pinned === undefined) continue;
    const index = stack.findIndex((span) => isSamePin(span, pinned));
    const top = stack.at(-1);
    // The file changed, what it pins did not.
    if (top !== undefined && index === stack.length - 1) continue;
    if (index !== -1) stack.splice(index);
    else if (top !== undefined) stack.splice(-1, 1, { ...top, until: state });
    stack.push({ ...pinned, from: state, until: undefined });
  }
  return stack;
}

/** A version of another agent is another pin, whatever its number. */
export function isSamePin(one: PinnedVersion, other: PinnedVersion): boolean {
  return one.agent === other.agent && one.version === other.version;
}

function readState({ bytes }: PinState, readPin: ReadPinState): PinnedVersion | undefined {
  if (bytes === undefined) return undefined;
  try {
    const { agent, version } = readPin(bytes);
    return version === 'next' ? undefined : { agent, version };
  } catch (error) {
    if (error instanceof GateError) return undefined;
    throw error;
  }
}
