import type { PinChange } from '../domain/pin.ts';
import type { PinResult } from '../domain/result.ts';

/** Pins that nothing has to be run for. */
export function settleFound(pin: PinChange): readonly PinResult[] {
  if (pin.kind !== 'removed' && pin.kind !== 'unchanged') return [];
  return [{ state: pin.kind, path: pin.path, baseline: pin.baseline }];
}
