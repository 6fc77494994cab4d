import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { PastEvent } from '../entities/event.ts';
import { answeredEvent, type ClientEvent, renderQueued, sendSchema } from '../entities/event.ts';
import type { Session } from '../entities/session.ts';
import { findAction } from '../faults/findAction.ts';
import { invalid } from '../http/apiError.ts';
import { readPageQuery, writeCursor } from '../http/page.ts';
import { parse } from '../http/parse.ts';
import { readJson } from '../http/readJson.ts';
import { readList, readOrder, readTimeRange } from '../http/readQuery.ts';
import { openStream } from '../sessions/openStream.ts';
import { publishQueued } from '../sessions/publish.ts';
import { factsOf, interruptTurn, startTurn } from '../sessions/turn.ts';
import { queueEvent } from '../store/createSession.ts';
import { findSession } from '../store/findSession.ts';
import type { World } from '../world.ts';
import type { Route, RouteContext } from './route.ts';

export const eventRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/sessions/:id/events',
    group: 'other',
    async handle(context, world) {
      const session = findSession(context, world);
      const { events } = parse(sendSchema, await readJson(context));
      checkSend(session, events);
      const data = events.map((event) => renderQueued(send(world, session, event)));
      if (session.phase === 'resting' && session.queue.length > 0) startTurn(world, session);
      return context.json({ data });
    },
  },
  {
    method: 'GET',
    path: '/v1/sessions/:id/events',
    group: 'read',
    handle: listEvents,
  },
  {
    method: 'GET',
    path: '/v1/sessions/:id/events/stream',
    group: 'read',
    async handle(context, world, headers) {
      const session = findSession(context, world);
      const actions = world.faults.stream(factsOf(session));
      const delay = findAction(actions, 'delay')?.ms ?? 0;
      if (delay > 0) await new Promise<void>((resolve) => world.clock.schedule(delay, resolve));
      openStream(context.env.outgoing, session, headers, actions);
      return RESPONSE_ALREADY_SENT;
    },
  },
];

/** All or nothing: throws before any of the events took effect. */
function checkSend(session: Session, events: readonly ClientEvent[]): void {
  if (session.archivedAt !== null) throw invalid(`Session ${session.id} is archived.`);
  if (session.phase === 'ended') throw invalid(`Session ${session.id} is terminated.`);
  for (const event of events) {
    const answered = answeredEvent(event);
    if (answered !== undefined && answered !== session.blockedOn) {
      throw invalid(`${event.type}: no tool use ${answered} is waiting for an answer`);
    }
  }
}

function send(world: World, session: Session, params: ClientEvent) {
  const event = queueEvent(session, params);
  // An answer resolves what the agent waits for; a new message starts a new turn without it.
  session.blockedOn = undefined;
  if (params.type !== 'user.interrupt') return event;
  if (session.phase === 'waiting' || session.phase === 'working') {
    interruptTurn(world, session);
  } else {
    // Nothing to interrupt: it is on record, and that is all.
    session.queue.pop();
    publishQueued(world, session, event);
  }
  return event;
}

/**
 * The history by `processed_at`, then what is queued. The history is in that order already, since events are
 * published as they happen, so a cursor is a place in it.
 */
function listEvents(context: RouteContext, world: World): Response {
  const session = findSession(context, world);
  const order = readOrder(context, 'asc');
  const types = new Set(readList(context, 'types'));
  const isInRange = readTimeRange(context);
  const { limit, cursor } = readPageQuery(context.req.query(), { default: 1000, max: 1000 });
  const queued = session.queue.map(
    (event): PastEvent => ({
      type: event.params.type,
      processedAt: Number.POSITIVE_INFINITY,
      json: JSON.stringify(renderQueued(event)),
    }),
  );
  const all = [...session.past, ...queued];
  const step = order === 'asc' ? 1 : -1;
  const page: string[] = [];
  let next: string | null = null;
  for (let at = cursor?.number ?? (order === 'asc' ? 0 : all.length - 1); ; at += step) {
    const event = all[at];
    if (event === undefined) break;
    if (types.size > 0 && !types.has(event.type)) continue;
    if (!isInRange(event.processedAt)) continue;
    if (page.length === limit) {
      next = writeCursor({ to: 'next', number: at });
      break;
    }
    page.push(event.json);
  }
  return context.body(`{"data":[${page.join(',')}],"next_page":${JSON.stringify(next)}}`, 200, {
    'content-type': 'application/json',
  });
}
