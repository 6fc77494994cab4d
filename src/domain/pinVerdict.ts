import type { PinResult, RunVerdict } from './result.ts';

type Of<State extends PinResult['state']> = Extract<PinResult, { state: State }>;

/**
 * A pin's own verdict. What does not have to be evaluated passes; a good evaluation of `version: next` is `pending`,
 * since production cannot read that word.
 */
export function pinVerdict(pin: PinResult): RunVerdict {
  switch (pin.state) {
    case 'evaluated':
      return evaluatedVerdict(pin);
    case 'failed':
      return 'error';
    case 'remembered':
      return rememberedVerdict(pin);
    case 'described':
      return 'pending';
    case 'rollback':
    case 'removed':
      return 'passed';
    case 'unchanged':
      return 'skipped';
  }
}

/** The same of an evaluated pin. */
export function evaluatedVerdict(pin: Of<'evaluated'>): Exclude<RunVerdict, 'skipped'> {
  const { verdict } = pin.decision;
  return verdict === 'passed' && saysNext(pin) ? 'pending' : verdict;
}

/** The same of a pin whose evaluation is remembered: only good ones are. */
export function rememberedVerdict(pin: Of<'remembered'>): 'passed' | 'pending' {
  return saysNext(pin) ? 'pending' : 'passed';
}

/** By the change as well as by what became of the draft: should that be missing, `next` is still nothing to merge. */
function saysNext({ change, draft }: Of<'evaluated'> | Of<'remembered'>): boolean {
  return change === 'drafted' || draft !== undefined;
}
