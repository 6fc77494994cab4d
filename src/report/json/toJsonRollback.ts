import type { PinState } from '../../domain/pinHistory.ts';
import type { PinResult } from '../../domain/result.ts';
import type { ReportContext } from '../reportContext.ts';
import type { JsonReport } from '../reportSchema.ts';
import { toJsonRemembered } from './toJsonRemembered.ts';
import { toJsonSide } from './toJsonSide.ts';

type JsonRollback = Extract<JsonReport['pins'][number], { state: 'rollback' }>;

/** A rollback by the fast lane as `report.json` has it. */
export function toJsonRollback(
  pin: Extract<PinResult, { state: 'rollback' }>,
  headline: string,
  context: ReportContext,
): JsonRollback {
  const { live, verification, scores } = pin;
  return {
    state: 'rollback',
    path: pin.path,
    previousPath: pin.previousPath ?? null,
    verdict: 'passed',
    headline,
    baseline: toJsonSide(pin.baseline),
    candidate: toJsonSide(pin.candidate),
    live: { from: toMoment(live.from), until: toMoment(live.until) },
    verification: {
      state: verification.state,
      reason: verification.state === 'verified' ? null : verification.reason,
    },
    scores: scores === undefined ? null : toJsonRemembered(scores, context),
  };
}

function toMoment({ commit, at, author, pullRequest }: PinState): JsonRollback['live']['from'] {
  return { commit, at: new Date(at).toISOString(), author, pullRequest: pullRequest ?? null };
}
