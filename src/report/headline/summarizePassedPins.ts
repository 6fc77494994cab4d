import type { PinResult } from '../../domain/result.ts';
import { formatCount } from '../formatEffort.ts';

type Evaluated = Extract<PinResult, { state: 'evaluated' }>;

/** Several pins that all pass: how many, which of them are out of the ordinary, and what was compared. */
export function summarizePassedPins(pins: readonly PinResult[]): string {
  const count = (holds: (pin: PinResult) => boolean, words: string) => {
    const found = pins.filter(holds).length;
    return found === 0 ? [] : [`${found} ${words}`];
  };
  const evaluatedAs = (change: Evaluated['change']) => (pin: PinResult) =>
    pin.state === 'evaluated' && pin.change === change;
  const special = [
    ...count(evaluatedAs('added'), 'new without a baseline'),
    ...count(evaluatedAs('rolled-back'), 'rolled back'),
    ...count(evaluatedAs('moved-agent'), 'moved to another agent'),
    ...count((pin) => pin.state === 'remembered', 'evaluated as a draft'),
    ...count((pin) => pin.state === 'rollback', 'rolled back without an evaluation'),
    ...count(
      (pin) => pin.state === 'rollback' && pin.verification.state === 'unverified',
      'could not be verified',
    ),
    ...count((pin) => pin.state === 'removed', 'removed'),
  ].join(', ');
  const total = formatCount(pins.length, 'pin');
  const wasCompared = pins.some(({ state }) => state === 'evaluated' || state === 'remembered');
  return `${total}${special === '' ? '' : ` (${special})`}${wasCompared ? ', no team is worse off' : ''}`;
}
