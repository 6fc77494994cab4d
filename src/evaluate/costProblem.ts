import type { PinPlan } from '../domain/evaluation.ts';
import type { Problem } from '../domain/problem.ts';
import { findCeiling } from './findCeiling.ts';
import { formatUsd } from './formatUsd.ts';

/** How far a pin is when its cost ceiling stops it; amounts in US dollars. */
export interface CostState {
  readonly projectedUsd: number;
  readonly spentUsd: number;
  readonly done: number;
  readonly total: number;
  /** The re-run that is due or under way; undefined during the first trials. */
  readonly rerun: { readonly sessions: number; readonly hasBegun: boolean } | undefined;
}

/** Why the ceiling of its cost stops a pin, or does not let it begin, and what to do. */
export function costProblem(plan: PinPlan, state: CostState): Problem {
  const { pin, policyPath } = plan;
  const { projectedUsd, spentUsd, done, total, rerun } = state;
  const { usd, whose, advice } = findCeiling(plan);
  const most = `the ${formatUsd(usd)} ${whose}`;
  const [projected, spent] = [formatUsd(projectedUsd), formatUsd(spentUsd)];
  const message =
    rerun !== undefined
      ? `What the first trials of ${pin} raise could not be confirmed: the re-run (${rerun.sessions} sessions) was ${rerun.hasBegun ? 'stopped' : 'not started'}, because with it ${pin} would cost about ${projected}, which is more than ${most}; ${spent} are spent. ${advice}`
      : done === 0 && spentUsd === 0
        ? `Evaluating ${pin} would cost about ${projected} (${total} sessions), which is more than ${most}; no session was started. ${advice}`
        : `Evaluating ${pin} was stopped: ${spent} are spent after ${done} of ${total} trials, which projects to ${projected}, more than ${most}. ${advice}`;
  return policyPath === undefined ? { message } : { file: policyPath, message };
}
