import type { PinState } from '../domain/pinHistory.ts';
import { isSamePin } from './liveStack.ts';
import { type PinnedVersion, type ReadPinState, readState } from './readState.ts';

/**
 * The state that went back from `candidate` to what had been live before it, if it was live and has not come back
 * since: somebody found fault with it, and whoever promotes it again should know.
 *
 * @param states newest first, as `PinHistory` gives them
 */
export function findTakenBack(
  states: readonly PinState[],
  candidate: PinnedVersion,
  readPin: ReadPinState,
): PinState | undefined {
  const stack: PinnedVersion[] = [];
  let found: PinState | undefined;
  for (const state of states.toReversed()) {
    const pinned = readState(state, readPin);
    if (pinned === undefined) continue;
    const index = stack.findIndex((one) => isSamePin(one, pinned));
    const gone = index === -1 ? [] : stack.splice(index + 1);
    if (index === -1) stack.push(pinned);
    if (gone.some((one) => isSamePin(one, candidate))) found = state;
    if (isSamePin(pinned, candidate)) found = undefined;
  }
  return found;
}
