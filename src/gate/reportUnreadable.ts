import type { PinResult } from '../domain/result.ts';
import type { PinFailure } from '../find/findPinChanges.ts';

/** A pin that the change touches and that cannot be read as one. */
export function reportUnreadable({ path, baseline, candidate, problems }: PinFailure): PinResult {
  return {
    state: 'failed',
    path,
    change: undefined,
    baselineVersion: baseline?.version,
    candidateVersion: candidate?.version,
    versionLine: candidate?.versionLine,
    problems,
    effort: { sessions: 0, costUsd: 0, durationMs: 0 },
  };
}
