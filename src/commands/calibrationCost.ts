import type { CostCeiling } from '../domain/evaluation.ts';
import type { Policy } from '../domain/policy.ts';
import { formatUsd } from '../evaluate/formatUsd.ts';

/** What all runs of one pin may cost together, in US dollars, and whose word that is. */
export interface CalibrationCeiling {
  readonly usd: number;
  /** After an amount: `more than the $5.00 …`. */
  readonly whose: string;
}

/**
 * The ceiling of a calibration. Without one of its own it is what the policy allows one run of the gate: nobody who
 * reads `max-cost-usd: 5` expects a command to spend five times that.
 */
export function findTotal(policy: Policy, maxCostUsd: number | undefined): CalibrationCeiling {
  return maxCostUsd === undefined
    ? {
        usd: policy.limits['max-cost-usd'],
        whose: 'of `limits.max-cost-usd`, which holds for all runs together',
      }
    : { usd: maxCostUsd, whose: 'that this calibration may cost (`max-cost-usd`)' };
}

/** Of one run: what is left of the total. Undefined while that is no less than what the policy allows one run anyway. */
export function findLeft(
  total: CalibrationCeiling,
  spentUsd: number,
  policy: Policy,
): CostCeiling | undefined {
  const usd = Math.max(0, total.usd - spentUsd);
  if (usd >= policy.limits['max-cost-usd']) return undefined;
  const whose = `left of the ${formatUsd(total.usd)} ${total.whose}`;
  return { usd, whose, advice: adviseCost(undefined) };
}

/** Why a calibration does not begin; undefined when it may. Amounts are of the first trials: re-runs come on top. */
export function refuseEstimate(
  pin: string,
  runs: number,
  one: { readonly sessions: number; readonly costUsd: number },
  total: CalibrationCeiling,
): string | undefined {
  const costUsd = runs * one.costUsd;
  if (costUsd <= total.usd) return undefined;
  return (
    `Calibrating ${pin} in ${countRuns(runs)} would cost about ${formatUsd(costUsd)} (${runs * one.sessions} sessions and what is run again), ` +
    `more than the ${formatUsd(total.usd)} ${total.whose}; no session was started. ${adviseCost(2 * costUsd)}`
  );
}

/** Why the next run does not begin, after `done` of `runs`; undefined when it may. */
export function refuseNextRun(
  pin: string,
  runs: number,
  done: number,
  spentUsd: number,
  total: CalibrationCeiling,
): string | undefined {
  const mean = done === 0 ? 0 : spentUsd / done;
  if (spentUsd + mean <= total.usd) return undefined;
  return (
    `Calibrating ${pin} ended after ${done} of ${countRuns(runs)}: ${formatUsd(spentUsd)} are spent, and one more would make it about ` +
    `${formatUsd(spentUsd + mean)}, more than the ${formatUsd(total.usd)} ${total.whose}. ${adviseCost(1.2 * runs * mean)}`
  );
}

export function countRuns(runs: number): string {
  return runs === 1 ? '1 run' : `${runs} runs`;
}

/** Rounded up, so that it is not the next try that finds it too little. */
function adviseCost(enoughUsd: number | undefined): string {
  if (enoughUsd === undefined) {
    return 'Pass more as `--max-cost-usd` (in a workflow as the input `calibration-max-cost-usd`), or take fewer runs.';
  }
  const usd = enoughUsd < 1 ? Math.ceil(enoughUsd * 100) / 100 : Math.ceil(enoughUsd);
  return `Pass \`--max-cost-usd ${usd}\` (in a workflow the input \`calibration-max-cost-usd: ${usd}\`), or take fewer runs.`;
}
