import type { AgentVersion } from '../domain/agent.ts';
import type { SealedEvaluation } from '../domain/memory.ts';
import { baselineOf } from '../domain/pin.ts';
import type { DraftResult, PinResult } from '../domain/result.ts';
import { findRemembered } from '../memory/findRemembered.ts';
import { identifyEvaluation } from '../memory/identifyEvaluation.ts';
import { type ResolveForGateContext, writeNumber } from './resolveForGate.ts';
import type { ResolvedPin } from './stages.ts';

export interface Recalled {
  /** Set when nothing has to be run. */
  readonly result: PinResult | undefined;
  /** Why a pin that was evaluated as a draft is evaluated again. */
  readonly warnings: readonly string[];
}

const NOTHING: Recalled = { result: undefined, warnings: [] };

/**
 * Looks for a good evaluation of the same configuration, as a draft, against the same baseline on the same fixtures
 * under the same policy, which this pull request's earlier runs left. Where a draft became a number and there is none,
 * says why.
 */
export async function recallEvaluation(
  item: ResolvedPin,
  kept: readonly SealedEvaluation[],
  now: number,
  context: Pick<ResolveForGateContext, 'repository' | 'change'>,
): Promise<Recalled> {
  const { pin, candidate, read, draft } = item;
  // A version is what can be promoted: a draft without one is evaluated as often as it is asked for.
  if (candidate === undefined || candidate.overrides !== undefined) return NOTHING;
  const { config } = candidate;
  const subject = identifyEvaluation({
    path: baselineOf(pin)?.path ?? pin.path,
    baseline: baselineOf(pin),
    candidate: config,
    policy: read.loaded.source.policy,
    fixtures: read.fixtures,
  });
  const evaluation = findRemembered(kept, subject, config.version, now);
  if (evaluation === undefined) return { result: undefined, warnings: explainAgain(pin.path, config, kept) };
  const result: PinResult = {
    state: 'remembered',
    path: pin.path,
    change: pin.kind,
    baseline: baselineOf(pin),
    candidate: { ...pin.candidate, version: config.version },
    config,
    evaluation,
  };
  if (pin.kind !== 'drafted' || draft === undefined) return { result, warnings: [] };
  const found: DraftResult = {
    agentFile: draft.file.path,
    version: config.version,
    how: 'found',
    over: undefined,
    differs: [],
    line: await writeNumber(pin, config.version, context),
  };
  return { result: { ...result, draft: found }, warnings: [] };
}

function explainAgain(
  path: string,
  { agent, version }: AgentVersion,
  kept: readonly SealedEvaluation[],
): readonly string[] {
  const before = kept.findLast(
    ({ isDraft, evaluation: { candidate } }) =>
      isDraft && candidate.agent === agent && candidate.version === version,
  );
  if (before === undefined) return [];
  return [
    `Version ${version} of \`${path}\` was evaluated as a draft by run ${before.evaluation.run.id}; the baseline, the ` +
      'policy or the fixtures are not the same any more, or it was more than seven days ago, so it was evaluated again.',
  ];
}
