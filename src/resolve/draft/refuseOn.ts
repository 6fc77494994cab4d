import type { CandidatePin } from '../../domain/pin.ts';
import { GateError } from '../../domain/problem.ts';
import { placeOn } from './placeOn.ts';

/** Throws a `GateError` with the sentences, each on the line of the pin's version; does nothing without any. */
export function refuseOn(pin: CandidatePin, messages: readonly string[]): void {
  if (messages.length > 0) throw new GateError(messages.map((message) => placeOn(pin, message)));
}
