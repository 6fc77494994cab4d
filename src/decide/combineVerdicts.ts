import type { PinResult, RunVerdict } from '../domain/result.ts';

/**
 * The verdict of a run: the worst of its pins. Problems outside any pin make it an error. It is `skipped` only
 * when no pin changed, and `passed` only when every pin that did was judged.
 */
export function combineVerdicts(pins: readonly PinResult[], hasProblems: boolean): RunVerdict {
  const verdicts = pins.map((pin) => {
    if (pin.state === 'evaluated') return pin.decision.verdict;
    return pin.state === 'failed' ? 'error' : pin.state === 'removed' ? 'passed' : 'skipped';
  });
  if (hasProblems || verdicts.includes('error')) return 'error';
  if (verdicts.includes('blocked')) return 'blocked';
  return verdicts.includes('passed') ? 'passed' : 'skipped';
}
