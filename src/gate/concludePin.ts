import { decide } from '../decide/decide.ts';
import { failPin } from '../decide/failPin.ts';
import type { Evaluation } from '../domain/evaluation.ts';
import { HeadMovedError } from '../domain/headMoved.ts';
import { baselineOf } from '../domain/pin.ts';
import type { Judged, PinResult } from '../domain/result.ts';
import { toProblems } from '../toProblems.ts';
import { type Making, settleDraft } from './makeDraft.ts';
import type { ResolveForGateContext } from './resolveForGate.ts';
import type { ReadyPin } from './stages.ts';

/** The verdict on an evaluated pin; for `version: next` with the version that came of it. */
export async function concludePin(
  item: ReadyPin,
  evaluation: Evaluation,
  making: Making,
  context: ResolveForGateContext,
): Promise<PinResult> {
  const { fixtures, informational, effort, problems, unconfirmed } = evaluation;
  const { pin, read } = item;
  const { source } = read.loaded;
  const { policy } = source;
  const baseline = baselineOf(pin);
  const judged: Judged = {
    baseline,
    candidate: pin.candidate,
    policy,
    fixtures: read.fixtures,
    config: item.candidate.config,
  };
  if (problems.length > 0) return failPin(pin, problems, effort, judged);

  const hasBaseline = baseline !== undefined;
  const decision = decide({ results: fixtures, hasBaseline, policy, unconfirmed });
  let { config } = item.candidate;
  let settled: Awaited<ReturnType<typeof settleDraft>> | undefined;
  if (pin.kind === 'drafted' && item.draft !== undefined) {
    try {
      const isGood = decision.verdict === 'passed';
      settled = await settleDraft(pin, item.draft, { config, isGood }, making, context);
      config = settled.config;
    } catch (error) {
      if (error instanceof HeadMovedError) throw error;
      return failPin(pin, toProblems(error), effort, judged);
    }
  }
  return {
    state: 'evaluated',
    path: pin.path,
    change: pin.kind,
    previousPath: 'previousPath' in pin ? pin.previousPath : undefined,
    baseline:
      baseline === undefined || item.baseline === undefined
        ? undefined
        : { pin: baseline, config: item.baseline },
    candidate: { pin: pin.candidate, config },
    draft: settled?.result,
    between: item.between.versions,
    source,
    fixtureFiles: read.loaded.file.fixturePaths,
    decision,
    fixtureChanges: read.fixtureChanges.changes,
    informational,
    effort,
  };
}
