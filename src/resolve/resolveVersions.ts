import type { AgentVersion } from '../domain/agent.ts';
import type { AgentService } from '../domain/agentService.ts';
import type { Clock } from '../domain/clock.ts';
import type { NumberedPinChange, Pin } from '../domain/pin.ts';
import type { PolicySource } from '../domain/policy.ts';
import { GateError, type Problem } from '../domain/problem.ts';
import { quote } from '../domain/quote.ts';
import { ServiceError } from '../domain/serviceError.ts';
import { callService } from './callService.ts';
import { explainAgentError } from './explainAgentError.ts';
import { explainArchived } from './explainArchived.ts';
import { explainPowers } from './explainPowers.ts';
import type { Whose } from './whose.ts';

export interface ResolveContext {
  readonly service: AgentService;
  readonly clock: Clock;
  /** The policy that judges the pin: it says whether agents that can act may be run. */
  readonly source: PolicySource;
  readonly signal?: AbortSignal;
}

export interface ResolvedVersions {
  /** Undefined for a new pin. */
  readonly baseline: AgentVersion | undefined;
  readonly candidate: AgentVersion;
}

/**
 * Fetches the configurations of both versions and makes sure that they can and may be run.
 * Throws a `GateError` with everything that stands in the way on either side, each on the line of the
 * candidate's version: an agent or version that does not exist, an archived agent, an agent that would act
 * where the policy does not allow it, a key that may not read it, a service that cannot be reached.
 */
export async function resolveVersions(
  change: NumberedPinChange,
  context: ResolveContext,
): Promise<ResolvedVersions> {
  const place = { file: change.candidate.path, line: change.candidate.versionLine };
  const [baseline, candidate] = await Promise.all([
    change.kind === 'added' ? undefined : resolveSide('baseline', change.baseline, context),
    resolveSide('candidate', change.candidate, context),
  ]);

  if (candidate.config !== undefined && (baseline === undefined || baseline.config !== undefined)) {
    return { baseline: baseline?.config, candidate: candidate.config };
  }
  // A refused key is the same sentence for both sides, and one is enough.
  const messages = new Set([...candidate.problems, ...(baseline?.problems ?? [])]);
  throw new GateError([...messages].map((message): Problem => ({ ...place, message })));
}

type ResolvedSide =
  | { readonly config: AgentVersion; readonly problems: readonly string[] }
  | { readonly config: undefined; readonly problems: readonly string[] };

/** One version's configuration, or everything that stands in the way of running it. */
export async function resolveSide(side: Whose, pin: Pin, context: ResolveContext): Promise<ResolvedSide> {
  let config: AgentVersion;
  try {
    config = await callService(
      () => context.service.agentVersion(pin.agent, pin.version, context.signal),
      context.clock,
      context.signal,
    );
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return { config: undefined, problems: [await explainMissing(side, pin, error, context)] };
  }
  const problems = [
    ...explainOtherVersion(side, pin, config),
    ...explainArchived(side, config),
    ...explainPowers(
      `The ${side} (version ${config.version} of ${quote(config.agent)})`,
      config,
      context.source,
    ),
  ];
  return problems.length === 0 ? { config, problems } : { config: undefined, problems };
}

/** Why a version could not be read, in a sentence. */
export async function explainMissing(
  side: Whose,
  pin: Pin,
  error: ServiceError,
  { service, clock, signal }: Pick<ResolveContext, 'service' | 'clock' | 'signal'>,
): Promise<string> {
  const task = `read ${nameVersion(pin)}`;
  if (error.kind !== 'not-found') return explainAgentError(side, pin.agent, error, task);

  // The same 404 for a missing agent and for a missing version: the newest version tells them apart.
  try {
    const newest = await callService(() => service.agent(pin.agent, signal), clock, signal);
    return (
      `The ${side}'s version ${pin.version} of agent ${quote(pin.agent)} does not exist: the newest is ` +
      `${newest.version}. Pin an existing version, or create it first.`
    );
  } catch (second) {
    if (!(second instanceof ServiceError)) throw second;
    return explainAgentError(side, pin.agent, second, `read agent ${quote(pin.agent)}`);
  }
}

/** A proxy that drops the query would answer with the newest version, and the wrong one would be judged. */
export function explainOtherVersion(side: Whose, pin: Pin, config: AgentVersion): readonly string[] {
  if (config.agent === pin.agent && config.version === pin.version) return [];
  return [
    `Asked for the ${side}, ${nameVersion(pin)}, and was given version ${config.version} of agent ` +
      `${quote(config.agent)}: check what stands behind \`anthropic-base-url\`.`,
  ];
}

function nameVersion(pin: Pin): string {
  return `version ${pin.version} of agent ${quote(pin.agent)}`;
}
