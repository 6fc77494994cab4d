import type { z } from 'zod';
import { type AgentConfig, type AgentVersion, applyOverrides } from '../entities/agent.ts';
import type { ClientEvent, QueuedEvent } from '../entities/event.ts';
import type { Session, SessionAgent, sessionCreateSchema } from '../entities/session.ts';
import { hasListPrice, noRequestUsage, noUsage } from '../entities/usage.ts';
import { invalid, notFound } from '../http/apiError.ts';
import { createId } from '../ids.ts';
import { createRandom } from '../random.ts';
import type { World } from '../world.ts';
import { findAgent, newestVersion } from './findAgent.ts';

type Params = z.output<typeof sessionCreateSchema>;

/** Makes the session, all or nothing; with initial events it reads `running` from the start. */
export function createSession(world: World, params: Params): Session {
  const agent = resolveAgent(world, params.agent);
  const environment = world.environments.get(params.environment_id)?.environment;
  if (environment === undefined) throw notFound(`Environment ${params.environment_id} not found.`);
  if (environment.archived_at !== null) throw invalid(`Environment ${environment.id} is archived.`);
  if (params.budget !== undefined && !hasListPrice(agent.model.id)) {
    throw invalid(`budget: model_not_budgetable: ${agent.model.id} has no list price`);
  }

  const id = world.newId('sesn');
  const ids = createRandom(`${world.seed} events of ${id}`);
  const now = world.clock.now();
  const initial = params.initial_events ?? [];
  world.made.sessions += 1;
  const session: Session = {
    id,
    number: world.made.sessions,
    agent,
    environment: environment.id,
    title: params.title ?? null,
    metadata: params.metadata ?? {},
    budget: params.budget ?? null,
    vaults: params.vault_ids ?? [],
    createdAt: now,
    updatedAt: now,
    archivedAt: null,
    status: initial.length > 0 ? 'running' : 'idle',
    phase: 'resting',
    usage: noUsage(agent.model.id),
    uncharged: noRequestUsage,
    activeMs: 0,
    runningSince: undefined,
    thread: createId('sthr', ids),
    past: [],
    queue: [],
    blockedOn: undefined,
    openRequest: undefined,
    turns: 0,
    firstText: '',
    ids,
    modelRandom: undefined,
    listeners: new Set(),
    cancel: () => {},
  };
  for (const event of initial) queueEvent(session, event);
  world.sessions.set(id, session);
  return session;
}

/** Gives a client's event its id and puts it in line. */
export function queueEvent(session: Session, params: ClientEvent): QueuedEvent {
  const event: QueuedEvent = {
    id: createId('sevt', session.ids),
    params,
    outcome: params.type === 'user.define_outcome' ? createId('outc', session.ids) : undefined,
  };
  session.queue.push(event);
  return event;
}

function resolveAgent(world: World, selector: Params['agent']): SessionAgent {
  const { id, version: wanted } = typeof selector === 'string' ? { id: selector } : selector;
  const agent = findAgent(world, id);
  if (agent.archived_at !== null) {
    throw invalid(`agent ${id} is archived and cannot be used to create a session`);
  }
  const version = wanted === undefined ? newestVersion(agent) : agent.versions[wanted - 1];
  if (version === undefined) throw notFound(`agent.version: ${wanted} not found`);
  if (typeof selector === 'string' || selector.type === 'agent') {
    const known = snapshots.get(version) ?? snapshotOf(id, version.version, version);
    snapshots.set(version, known);
    return known;
  }
  const overridden = applyOverrides(version, selector);
  // An effort inside a model override is not applied.
  const { effort: _, ...model } = overridden.model;
  const { effort } = version.model;
  return snapshotOf(id, version.version, {
    ...overridden,
    model: effort === undefined ? model : { ...model, effort },
  });
}

/** One snapshot a version, shared by all its sessions: a system prompt may have 100,000 characters. */
const snapshots = new WeakMap<AgentVersion, SessionAgent>();

function snapshotOf(id: string, version: number, config: AgentConfig): SessionAgent {
  const { name, description, model, system, tools, mcp_servers, skills } = config;
  const { multiagent, execution_identity } = config;
  const prompt = { name, description, model, system };
  return {
    id,
    type: 'agent',
    version,
    ...prompt,
    tools,
    mcp_servers,
    skills,
    multiagent,
    execution_identity,
  };
}
