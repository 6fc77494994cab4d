import type { PinResult } from '../domain/result.ts';

/** The pin's `version` line at the head; undefined where a report has nothing to show there. */
export function findVersionLine(pin: PinResult): number | undefined {
  switch (pin.state) {
    case 'evaluated':
      return pin.candidate.pin.versionLine;
    case 'remembered':
    case 'rollback':
    case 'described':
      return pin.candidate.versionLine;
    case 'failed':
    case 'removed':
    case 'unchanged':
      return undefined;
  }
}
