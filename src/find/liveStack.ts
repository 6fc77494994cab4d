import type { PinState } from '../domain/pinHistory.ts';
import { type PinnedVersion, type ReadPinState, readState } from './readState.ts';

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
 * rollback but a promotion. States that pin nothing are passed over.
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
