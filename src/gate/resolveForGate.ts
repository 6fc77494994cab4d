import { replaceVersion } from '../config/replaceVersion.ts';
import type { AgentVersion } from '../domain/agent.ts';
import type { AgentService } from '../domain/agentService.ts';
import type { Change } from '../domain/change.ts';
import type { Clock } from '../domain/clock.ts';
import { baselineOf, type DraftedPinChange, type Pin } from '../domain/pin.ts';
import { GateError } from '../domain/problem.ts';
import type { Repository } from '../domain/repository.ts';
import type { DraftResult, PinResult } from '../domain/result.ts';
import { ServiceError } from '../domain/serviceError.ts';
import { findDrift } from '../resolve/draft/findDrift.ts';
import { planDraft } from '../resolve/draft/planDraft.ts';
import { listBetween } from '../resolve/listBetween.ts';
import { resolveSide, resolveVersions } from '../resolve/resolveVersions.ts';
import type { Step } from './progress.ts';
import { type DraftedReadPin, isDrafted, type ReadPin, type ResolvedPin } from './stages.ts';

export interface ResolveForGateContext {
  readonly service: AgentService;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly repository: Repository;
  readonly change: Change;
}

type Resolved = Omit<ResolvedPin, 'environment'>;

/**
 * Fetches both versions and makes sure that they can and may be run; for `version: next` finds the version that the
 * agent file describes, or how it can be tried. Nothing is made yet.
 */
export async function resolveForGate(
  read: ReadPin,
  context: ResolveForGateContext,
  warn: (sentence: string) => void,
): Promise<Step<Resolved>> {
  const { service, clock, signal } = context;
  const asking = { service, clock, source: read.loaded.source, signal };
  if (isDrafted(read)) return resolveDraft(read, context);

  const { pin } = read;
  const versions = await resolveVersions(pin, asking);
  const [between, drift] = await Promise.all([
    listBetween(pin, { service, clock, signal }),
    read.agentFile &&
      findDrift(
        read.agentFile,
        versions.candidate,
        { service, clock, signal },
        { isRollback: pin.kind === 'rolled-back' },
      ),
  ]);
  for (const warning of between.warnings) warn(warning);
  if (drift !== undefined) warn(drift);
  return {
    next: {
      ...{ pin, read, between, draft: undefined },
      baseline: versions.baseline,
      candidate: { config: versions.candidate, overrides: undefined },
    },
  };
}

async function resolveDraft(read: DraftedReadPin, context: ResolveForGateContext): Promise<Step<Resolved>> {
  const { pin } = read;
  const { service, clock, signal } = context;
  const asking = { service, clock, source: read.loaded.source, signal };
  const [baseline, plan] = await Promise.all([
    resolveBaseline(pin, asking),
    planDraft(pin, read.agentFile, asking),
  ]);
  const draft = { file: read.agentFile, plan };
  if (plan.kind !== 'found') {
    const candidate = plan.kind === 'try' ? { config: plan.config, overrides: plan.overrides } : undefined;
    return { next: { pin, read, baseline, candidate, draft, between: { versions: [], warnings: [] } } };
  }
  const { version } = plan.version;
  if (pin.baseline?.agent === pin.candidate.agent && pin.baseline.version === version)
    return { result: await describeBaseline(pin, pin.baseline, read.agentFile.path, context) };
  const between =
    pin.baseline === undefined || pin.baseline.agent !== pin.candidate.agent
      ? { versions: [], warnings: [] }
      : await listBetween(
          {
            ...{ kind: 'bumped', path: pin.path, baseline: pin.baseline },
            candidate: { ...pin.candidate, version },
          },
          { service, clock, signal },
        );
  const candidate = { config: plan.version, overrides: undefined };
  return { next: { pin, read, baseline, candidate, draft, between } };
}

async function resolveBaseline(
  pin: DraftedPinChange,
  asking: Parameters<typeof resolveSide>[2],
): Promise<AgentVersion | undefined> {
  const baseline = baselineOf(pin);
  if (baseline === undefined) return undefined;
  const { config, problems } = await resolveSide('baseline', baseline, asking);
  if (config !== undefined) return config;
  const place = { file: pin.path, line: pin.candidate.versionLine };
  throw new GateError(problems.map((message) => ({ ...place, message })));
}

/** The agent file describes what is pinned already: there is nothing to evaluate, and a number to write. */
async function describeBaseline(
  pin: DraftedPinChange,
  baseline: Pin,
  agentFile: string,
  context: ResolveForGateContext,
): Promise<PinResult> {
  const { version } = baseline;
  const line = await writeNumber(pin, version, context);
  const draft: DraftResult = { agentFile, version, how: 'found', over: undefined, differs: [], line };
  return { state: 'described', path: pin.path, baseline, candidate: pin.candidate, draft };
}

/**
 * What the pin's line becomes when the number takes the place of `next`; undefined where that cannot be told, by an alias
 * of it say. The number itself is told in any case, so that no evaluation is lost for it.
 */
export async function writeNumber(
  { path }: DraftedPinChange,
  version: number,
  { repository, change }: Pick<ResolveForGateContext, 'repository' | 'change'>,
): Promise<DraftResult['line']> {
  try {
    const bytes = await repository.read(change.head, path);
    return bytes === undefined ? undefined : replaceVersion(path, bytes, version).line;
  } catch (error) {
    if (error instanceof GateError || error instanceof ServiceError) return undefined;
    throw error;
  }
}
