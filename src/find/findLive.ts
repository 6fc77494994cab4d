import type { PinState } from '../domain/pinHistory.ts';
import { isSamePin, liveStack } from './liveStack.ts';
import type { PinnedVersion, ReadPinState } from './readState.ts';

/** When a version was live the last time. */
export interface LiveTime {
  /** The state with which it came. */
  readonly from: PinState;
  /** The one that replaced it. */
  readonly until: PinState;
}

/**
 * When `candidate` was live, if going to it from the newest state is a rollback: it was live before, and was not
 * itself rolled back from since. After 1, 2, 3 and back to 2, version 1 is a rollback and version 3 is none.
 *
 * @param states newest first, as `PinHistory` gives them; the newest is what is pinned now
 */
export function findLive(
  states: readonly PinState[],
  candidate: PinnedVersion,
  readPin: ReadPinState,
): LiveTime | undefined {
  const span = liveStack(states, readPin).find((one) => isSamePin(one, candidate));
  return span?.until === undefined ? undefined : { from: span.from, until: span.until };
}
