import type { PinResult, RunVerdict } from './result.ts';

/**
 * A pin's own verdict. What does not have to be evaluated passes; a good evaluation of `version: next` is `pending`,
 * since production cannot read that word.
 */
export function pinVerdict(pin: PinResult): RunVerdict {
  switch (pin.state) {
    case 'evaluated':
      return pin.decision.verdict === 'passed' && pin.draft !== undefined ? 'pending' : pin.decision.verdict;
    case 'failed':
      return 'error';
    case 'remembered':
      return pin.draft === undefined ? 'passed' : 'pending';
    case 'described':
      return 'pending';
    case 'rollback':
    case 'removed':
      return 'passed';
    case 'unchanged':
      return 'skipped';
  }
}
