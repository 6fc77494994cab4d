import type { AgentService } from '../domain/agentService.ts';
import type { Clock } from '../domain/clock.ts';
import type { Evaluation, PinPlan, RunIdentity } from '../domain/evaluation.ts';
import type { Log } from '../domain/log.ts';
import type { ProgressDisplay } from '../domain/progressDisplay.ts';
import { EvaluationRun } from './evaluationRun.ts';
import type { Pacer } from './pacer.ts';

export interface EvaluationPorts {
  readonly service: AgentService;
  readonly clock: Clock;
  readonly log: Log;
  /** Undefined: progress goes into the log. */
  readonly display?: ProgressDisplay | undefined;
  /** From 0, below 1. */
  readonly random: () => number;
  /** Of several evaluations one after the other, which share one budget of rates; over: one of its own. */
  readonly pacer?: Pacer;
}

/**
 * Runs the trials of all plans, all pins at once under one budget: concurrency and rates are the smallest
 * that any of their policies names, the cost ceiling is each policy's own.
 *
 * Returns one evaluation for each plan, in their order, when every trial is over and its session archived (or
 * given up: see Janitor). A plan whose evaluation was refused or stopped (cost, a spend limit, a refused key,
 * `stop`) says so in `problems`. When `stop` aborts, it returns within six seconds.
 * Throws only what is a fault of ours, after cleaning up; the service's failures are outcomes or problems.
 */
export async function evaluate(
  plans: readonly PinPlan[],
  ports: EvaluationPorts,
  run: RunIdentity,
  stop: AbortSignal,
): Promise<readonly Evaluation[]> {
  if (plans.length === 0) return [];
  return new EvaluationRun(plans, ports, run).run(stop);
}
