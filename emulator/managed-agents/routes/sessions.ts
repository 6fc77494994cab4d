import { isDeepStrictEqual } from 'node:util';
import { applyOverrides } from '../entities/agent.ts';
import { textOf } from '../entities/event.ts';
import { metadataSchema, patchMetadata } from '../entities/metadata.ts';
import {
  renderSession,
  type Session,
  sessionCreateSchema,
  sessionUpdateSchema,
  statusSchema,
} from '../entities/session.ts';
import type { SessionFacts } from '../faults/createFaults.ts';
import { invalid } from '../http/apiError.ts';
import { readPageQuery, takePage } from '../http/page.ts';
import { parse } from '../http/parse.ts';
import { readJson } from '../http/readJson.ts';
import { readFlag, readList, readOrder, readTimeRange, readVersion } from '../http/readQuery.ts';
import { publish } from '../sessions/publish.ts';
import { startTurn } from '../sessions/turn.ts';
import { createSession } from '../store/createSession.ts';
import { findSession } from '../store/findSession.ts';
import type { World } from '../world.ts';
import type { Route, RouteContext } from './route.ts';

export const sessionRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/sessions',
    group: 'create',
    facts: factsOfRequest,
    async handle(context, world) {
      const session = createSession(world, parse(sessionCreateSchema, await readJson(context)));
      if (session.queue.length > 0) startTurn(world, session);
      return context.json(renderSession(session, world.clock));
    },
  },
  {
    method: 'GET',
    path: '/v1/sessions',
    group: 'read',
    handle: listSessions,
  },
  {
    method: 'GET',
    path: '/v1/sessions/:id',
    group: 'read',
    handle: (context, world) => context.json(renderSession(findSession(context, world), world.clock)),
  },
  {
    method: 'POST',
    path: '/v1/sessions/:id',
    group: 'other',
    async handle(context, world) {
      const session = findSession(context, world);
      const update = parse(sessionUpdateSchema, await readJson(context));
      checkUpdate(session, update.agent !== undefined);
      updateSession(world, session, update);
      return context.json(renderSession(session, world.clock));
    },
  },
  {
    method: 'POST',
    path: '/v1/sessions/:id/archive',
    group: 'other',
    handle(context, world) {
      const session = findSession(context, world);
      if (session.archivedAt === null) {
        if (isRunning(session)) {
          throw invalid(
            `Session ${session.id} cannot be archived while its status is "${session.status}". Only pending or idle sessions may be archived.`,
          );
        }
        session.cancel();
        session.archivedAt = world.clock.now();
        session.updatedAt = session.archivedAt;
      }
      return context.json(renderSession(session, world.clock));
    },
  },
  {
    method: 'DELETE',
    path: '/v1/sessions/:id',
    group: 'other',
    handle(context, world) {
      const session = findSession(context, world);
      if (isRunning(session)) {
        throw invalid(
          'Cannot delete session while it is running. Send an interrupt event or wait for the session to complete.',
        );
      }
      session.cancel();
      publish(world, session, 'session.deleted');
      for (const listener of session.listeners) listener.end();
      world.sessions.delete(session.id);
      return context.json({ id: session.id, type: 'session_deleted' });
    },
  },
];

function isRunning(session: Session): boolean {
  return session.status === 'running' || session.status === 'rescheduling';
}

function listSessions(context: RouteContext, world: World): Response {
  const order = readOrder(context, 'desc');
  const archivedToo = readFlag(context, 'include_archived');
  const agent = context.req.query('agent_id');
  const version = readVersion(context, 'agent_version');
  const statuses = readList(context, 'statuses').map((status) => parse(statusSchema, status));
  const isInRange = readTimeRange(context);

  const matching = [...world.sessions.values()].filter(
    (session) =>
      (archivedToo || session.archivedAt === null) &&
      (agent === undefined || session.agent.id === agent) &&
      // The version counts only beside the agent.
      (agent === undefined || version === undefined || session.agent.version === version) &&
      (statuses.length === 0 || statuses.includes(session.status)) &&
      isInRange(session.createdAt),
  );
  if (order === 'desc') matching.reverse();
  const query = readPageQuery(context.req.query(), { default: 20, max: 100 });
  const page = takePage(matching, order, ({ number }) => number, query);
  return context.json({ ...page, data: page.data.map((session) => renderSession(session, world.clock)) });
}

function checkUpdate(session: Session, changesAgent: boolean): void {
  if (session.archivedAt !== null) throw invalid(`Session ${session.id} is archived.`);
  if (changesAgent && isRunning(session)) {
    throw invalid(`Session ${session.id} cannot be updated while its status is "${session.status}".`);
  }
}

/** Applies what differs, and says so in a `session.updated` event that has the changed fields alone. */
function updateSession(
  world: World,
  session: Session,
  update: ReturnType<typeof sessionUpdateSchema.parse>,
): void {
  const changed: Record<string, unknown> = {};
  if (update.title !== undefined && update.title !== session.title) {
    session.title = update.title;
    changed['title'] = update.title;
  }
  const metadata = parse(metadataSchema, patchMetadata(session.metadata, update.metadata));
  if (!isDeepStrictEqual(metadata, session.metadata)) {
    session.metadata = metadata;
    if (Object.keys(metadata).length > 0) changed['metadata'] = metadata;
  }
  if (update.budget !== undefined && !isDeepStrictEqual(update.budget, session.budget)) {
    if (session.budget === null) throw invalid('budget: budget_create_only');
    session.budget = update.budget;
    changed['budget'] = update.budget;
  }
  if (update.agent !== undefined) {
    const agent = applyOverrides({ ...session.agent, metadata: {} }, update.agent);
    const { tools, mcp_servers } = agent;
    const next = { ...session.agent, tools, mcp_servers };
    if (!isDeepStrictEqual(next, session.agent)) {
      session.agent = next;
      changed['agent'] = next;
    }
  }
  if (Object.keys(changed).length > 0) publish(world, session, 'session.updated', changed);
}

/** Undefined for a request that will be refused anyway. */
function factsOfRequest(body: unknown, world: World): SessionFacts | undefined {
  const { success, data } = sessionCreateSchema.safeParse(body);
  if (!success) return undefined;
  const agent = typeof data.agent === 'string' ? { id: data.agent, version: undefined } : data.agent;
  const version = agent.version ?? world.agents.get(agent.id)?.versions.length;
  if (version === undefined) return undefined;
  return {
    agent: agent.id,
    version,
    text: (data.initial_events ?? []).map(textOf).join('\n'),
    metadata: data.metadata ?? {},
    session: world.made.sessions + 1,
  };
}
