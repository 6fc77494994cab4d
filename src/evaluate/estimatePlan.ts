import type { PinPlan } from '../domain/evaluation.ts';
import { PinRun } from './pinRun.ts';

/** What a plan's first trials will take, before any has run (see estimateCost); what is run again comes on top. */
export function estimatePlan(plan: PinPlan): { readonly sessions: number; readonly costUsd: number } {
  const { total, estimateUsd } = new PinRun(plan, 0);
  return { sessions: total, costUsd: estimateUsd };
}
