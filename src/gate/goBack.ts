import type { LoadedPolicy } from '../config/loadPolicy.ts';
import type { AgentService } from '../domain/agentService.ts';
import type { Change } from '../domain/change.ts';
import type { Clock } from '../domain/clock.ts';
import type { EvaluationMemory } from '../domain/memory.ts';
import { GateError } from '../domain/problem.ts';
import type { Repository } from '../domain/repository.ts';
import type { PinResult, RememberedEvaluation } from '../domain/result.ts';
import { ServiceError } from '../domain/serviceError.ts';
import { findScores } from '../memory/findRemembered.ts';
import { findDrift } from '../resolve/draft/findDrift.ts';
import { verifyLive } from '../resolve/verifyLive.ts';
import { withDeadline } from '../resolve/withDeadline.ts';
import type { FastLane } from './findFastLane.ts';
import { readDescribed } from './readForGate.ts';

/** For scores that are only told, in milliseconds. */
const SCORES_DEADLINE_MS = 5_000;

export interface GoBackContext {
  readonly connect: () => Promise<AgentService>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly memory?: EvaluationMemory | undefined;
  readonly repository: Repository;
  readonly change: Change;
}

/**
 * The fast lane: a pin that goes back to what was live before passes without an evaluation. Throws a `GateError` when
 * the service says that it cannot be run any more; a service that says nothing is no obstacle.
 */
export async function goBack(
  { change: pin, live }: FastLane,
  loaded: LoadedPolicy,
  context: GoBackContext,
  warn: (sentence: string) => void,
): Promise<PinResult> {
  const { agent, version } = pin.candidate;
  const [verification, scores, described] = await Promise.all([
    verifyLive(pin.candidate, context),
    recallScores(context, live.from.pullRequest?.number, agent, version),
    readDescribed(pin, loaded, context),
  ]);
  for (const warning of described.warnings) warn(warning);
  if (verification.state === 'verified' && described.file !== undefined) {
    const service = await context.connect();
    const drift = await findDrift(
      described.file,
      verification.config,
      { ...context, service },
      { isRollback: true },
    );
    if (drift !== undefined) warn(drift);
  }
  return {
    state: 'rollback',
    path: pin.path,
    previousPath: pin.previousPath,
    baseline: pin.baseline,
    candidate: pin.candidate,
    live,
    verification,
    scores,
  };
}

/**
 * From the comment of the pull request that promoted it. They are only told, so that no failure matters, and nobody waits
 * for them.
 */
async function recallScores(
  { memory, clock, signal }: GoBackContext,
  promotedBy: number | undefined,
  agent: string,
  version: number,
): Promise<RememberedEvaluation | undefined> {
  if (memory === undefined || promotedBy === undefined) return undefined;
  const recall = async () => findScores(await memory.recall(promotedBy), agent, version);
  try {
    return await withDeadline(SCORES_DEADLINE_MS, { clock, signal }, recall, undefined);
  } catch (error) {
    if (error instanceof ServiceError || error instanceof GateError) return undefined;
    throw error;
  }
}
