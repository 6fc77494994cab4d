import { pinVerdict } from '../domain/pinVerdict.ts';
import type { PinResult, RunVerdict } from '../domain/result.ts';

/** Worst first. */
const ORDER: readonly RunVerdict[] = ['error', 'blocked', 'pending', 'passed', 'skipped'];

/**
 * The verdict of a run: the worst of its pins. Problems outside any pin make it an error. It is `skipped` only
 * when no pin changed, and `passed` only when every pin that did was judged.
 */
export function combineVerdicts(pins: readonly PinResult[], hasProblems: boolean): RunVerdict {
  const verdicts = new Set<RunVerdict>(pins.map(pinVerdict));
  if (hasProblems) verdicts.add('error');
  return ORDER.find((verdict) => verdicts.has(verdict)) ?? 'skipped';
}
