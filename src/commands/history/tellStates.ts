import type { PinState } from '../../domain/pinHistory.ts';
import type { PastChange, PastState } from '../../domain/pinPast.ts';
import { findLive } from '../../find/findLive.ts';
import { isSamePin } from '../../find/liveStack.ts';
import { type PinnedVersion, type ReadPinState, readState } from '../../find/readState.ts';

/** The states in which the pin said something else than before, newest first as they are given. */
export function tellStates(states: readonly PinState[], read: ReadPinState): readonly PastState[] {
  const told: PastState[] = [];
  /** What production read last. */
  let live: PinnedVersion | undefined;
  for (const [index, one] of states.toReversed().entries()) {
    const { bytes, ...state } = one;
    const pinned = readState(one, read);
    if (pinned === undefined) {
      const change = bytes === undefined ? 'removed' : 'unreadable';
      if (told.at(-1)?.change !== change) told.push({ ...state, change, pinned });
      continue;
    }
    const earlier = states.slice(states.length - index);
    // The same again after the file was broken for a while is worth a line, the same without that is not.
    const isSame = live !== undefined && isSamePin(live, pinned) && told.at(-1)?.pinned !== undefined;
    if (!isSame) told.push({ ...state, change: judge(pinned, live, earlier, read), pinned });
    live = pinned;
  }
  return told.reverse();
}

function judge(
  pinned: PinnedVersion,
  live: PinnedVersion | undefined,
  earlier: readonly PinState[],
  read: ReadPinState,
): PastChange {
  if (live === undefined) return 'first';
  const isBack = isSamePin(live, pinned) || findLive(earlier, pinned, read) !== undefined;
  return isBack ? 'rolled-back' : 'promoted';
}
