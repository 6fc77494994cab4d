import { baselineOf, type EvaluatedPinChange } from '../domain/pin.ts';
import type { Problem } from '../domain/problem.ts';
import type { Effort, Judged, PinResult } from '../domain/result.ts';

const NOTHING_RUN: Effort = { sessions: 0, costUsd: 0, durationMs: 0 };

/**
 * The result of a pin that cannot be judged, and what was spent before that came out. `judged` is what its
 * evaluation was about, if one had begun: such a run counts as an attempt.
 */
export function failPin(
  pin: EvaluatedPinChange,
  problems: readonly Problem[],
  effort: Effort = NOTHING_RUN,
  judged?: Judged,
): PinResult {
  return {
    state: 'failed',
    path: pin.path,
    change: pin.kind,
    baselineVersion: baselineOf(pin)?.version,
    candidateVersion: pin.candidate.version,
    versionLine: pin.candidate.versionLine,
    problems,
    effort,
    ...(judged === undefined ? {} : { judged }),
  };
}
