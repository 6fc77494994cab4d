import { readPin } from '../config/readPin.ts';
import type { Change } from '../domain/change.ts';
import { GateError } from '../domain/problem.ts';
import type { EvaluatedPinChange, NumberedPinChange } from '../domain/pin.ts';
import type { PinHistory, PinState } from '../domain/pinHistory.ts';
import type { Policy } from '../domain/policy.ts';
import { quote } from '../domain/quote.ts';
import { ServiceError } from '../domain/serviceError.ts';
import { findLive, type LiveTime } from '../find/findLive.ts';
import { findTakenBack } from '../find/findTakenBack.ts';
import { isSamePin, liveStack } from '../find/liveStack.ts';
import { formatTime } from '../report/formatTime.ts';

/** A pin that goes back to what was live before. */
export interface FastLane {
  readonly change: Exclude<NumberedPinChange, { kind: 'added' }>;
  readonly live: LiveTime;
}

export interface FoundLane {
  /** Undefined: the pin takes the whole gate. */
  readonly lane: FastLane | undefined;
  readonly warnings: readonly string[];
}

const WHOLE_GATE: FoundLane = { lane: undefined, warnings: [] };

/**
 * Whether a pin goes back to a version that the base branch had pinned before, so that its check may pass without an
 * evaluation. A past that cannot be read is no reason to pass: the pin is evaluated then, and a warning says so. A
 * version that was rolled back from is evaluated with a warning, too: what was wrong with it may be nothing that the
 * fixtures show.
 */
export async function findFastLane(
  pin: EvaluatedPinChange,
  policy: Policy,
  change: Change,
  history: PinHistory,
): Promise<FoundLane> {
  if (pin.kind === 'drafted' || pin.kind === 'added') return WHOLE_GATE;
  const { path } = pin.baseline;
  if (policy.rollback === 'evaluate') {
    return explain(pin, '`gate.yml` on the base branch says `rollback: evaluate`');
  }
  try {
    const states = await history.states(path, change.base, change.baseName);
    const read = (bytes: Uint8Array) => readPin(path, bytes);
    const top = liveStack(states, read).at(-1);
    // A past that does not lead to what is pinned is not this pin's, or not whole.
    if (top === undefined || !isSamePin(top, pin.baseline)) {
      const known = `the merges and pushes that are known of ${quote(change.baseName)}`;
      return explain(pin, `${known} do not lead to version ${pin.baseline.version}, which it pins`);
    }
    const live = findLive(states, pin.candidate, read);
    if (live !== undefined) return { lane: { change: pin, live }, warnings: [] };
    const takenBack = findTakenBack(states, pin.candidate, read);
    if (takenBack === undefined)
      return explain(pin, `that version was never live on ${quote(change.baseName)}`);
    return { lane: undefined, warnings: [explainTakenBack(pin.candidate.version, takenBack)] };
  } catch (error) {
    if (!(error instanceof ServiceError) && !(error instanceof GateError)) throw error;
    return explainWholeGate(path, error.message);
  }
}

/** Whoever goes back may be waiting for the fast lane: they are told why it was not taken. */
function explain(pin: FastLane['change'], why: string): FoundLane {
  if (pin.kind !== 'rolled-back') return WHOLE_GATE;
  const what = `The rollback to version ${pin.candidate.version} takes the whole gate and not the fast lane`;
  return { lane: undefined, warnings: [`${what}: ${why}.`] };
}

function explainTakenBack(version: number, { pullRequest, commit, at }: PinState): string {
  const by =
    pullRequest === undefined ? `commit ${commit.slice(0, 10)}` : `pull request ${pullRequest.number}`;
  return (
    `Version ${version} was live before, and ${by} went back from it at ${formatTime(at)}: make sure that what was ` +
    'wrong with it is mended, as it may be nothing that the fixtures show.'
  );
}

function explainWholeGate(path: string, why: string): FoundLane {
  const what = `Whether \`${path}\` goes back to a version that was live before could not be found out`;
  return { lane: undefined, warnings: [`${what}, so it was evaluated: ${why}`] };
}
