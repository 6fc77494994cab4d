import type { AgentVersion } from '../domain/agent.ts';
import type { AgentService } from '../domain/agentService.ts';
import type { Clock } from '../domain/clock.ts';
import type { NumberedPinChange, Pin } from '../domain/pin.ts';
import type { PolicySource } from '../domain/policy.ts';
import { GateError, type Problem } from '../domain/problem.ts';
import { quote } from '../domain/quote.ts';
import { ServiceError } from '../domain/serviceError.ts';
import type { Side } from '../domain/trial.ts';
import { callService } from './callService.ts';
import { explainServiceError } from './explainServiceError.ts';
import { listPowers } from './listPowers.ts';

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

/** Whose version a sentence is about. `pin`: the one that is pinned, where no change is judged. */
export type Whose = Side | 'pin';

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
    ...explainPowers(side, config, context.source),
  ];
  return problems.length === 0 ? { config, problems } : { config: undefined, problems };
}

async function explainMissing(
  side: Whose,
  pin: Pin,
  error: ServiceError,
  { service, clock, signal }: ResolveContext,
): Promise<string> {
  if (error.kind === 'invalid') {
    return (
      `The ${side}'s agent ${quote(pin.agent)} is refused by Managed Agents (${describe(error)}): ` +
      'expected the id of an agent, such as `agent_011CZo6t9Cr6Eg5TeFFPWPpi`, as the Console shows it.'
    );
  }
  if (error.kind !== 'not-found') return explainServiceError(error, `read ${nameVersion(pin)}`);

  // The same 404 for a missing agent and for a missing version: the newest version tells them apart.
  try {
    const newest = await callService(() => service.agent(pin.agent, signal), clock, signal);
    return (
      `The ${side}'s version ${pin.version} of agent ${quote(pin.agent)} does not exist: the newest is ` +
      `${newest.version}. Pin an existing version, or create it first.`
    );
  } catch (second) {
    if (!(second instanceof ServiceError)) throw second;
    if (second.kind !== 'not-found') return explainServiceError(second, `read agent ${quote(pin.agent)}`);
    return (
      `The ${side}'s agent ${quote(pin.agent)} does not exist (${describe(second)}): check the id, and that the ` +
      "key in the input `anthropic-api-key` belongs to the agent's workspace."
    );
  }
}

/** A proxy that drops the query would answer with the newest version, and the wrong one would be judged. */
function explainOtherVersion(side: Whose, pin: Pin, config: AgentVersion): readonly string[] {
  if (config.agent === pin.agent && config.version === pin.version) return [];
  return [
    `Asked for the ${side}, ${nameVersion(pin)}, and was given version ${config.version} of agent ` +
      `${quote(config.agent)}: check what stands behind the input \`anthropic-base-url\`.`,
  ];
}

function explainArchived(side: Whose, config: AgentVersion): readonly string[] {
  if (config.archivedAt === null) return [];
  const archived = `The ${side}'s agent ${quote(config.agent)} was archived at ${config.archivedAt}, and an archived agent cannot be run.`;
  return [
    side !== 'baseline'
      ? `${archived} Pin an agent that is in use.`
      : `${archived} Without its baseline this change cannot be judged: somebody who may bypass this check has to merge it.`,
  ];
}

function explainPowers(side: Whose, config: AgentVersion, source: PolicySource): readonly string[] {
  const powers = listPowers(config);
  const isAllowed = source.policy.tools === 'run' && source.from === 'base';
  if (powers.length === 0 || isAllowed) return [];
  const would =
    `The ${side} (version ${config.version} of ${quote(config.agent)}) has ${joinWords(powers)}, so evaluating it would act for ` +
    'real; no session was started.';
  // A policy that arrives together with the pin may not give itself leave.
  return source.from === 'base'
    ? [
        `${would} If that is what you want, set \`tools: run\` in \`${source.path}\` on the base branch first.`,
      ]
    : [
        `${would} If that is what you want, merge \`${source.path}\` with \`tools: run\` into the base branch first: ` +
          'a change cannot allow itself to run tools.',
      ];
}

function nameVersion(pin: Pin): string {
  return `version ${pin.version} of agent ${quote(pin.agent)}`;
}

function describe(error: ServiceError): string {
  const status = error.status === undefined ? '' : `${error.status}, `;
  return `${status}${quote(error.message, 200)}`;
}

function joinWords(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}
