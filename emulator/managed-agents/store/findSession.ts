import type { Session } from '../entities/session.ts';
import { invalid, notFound } from '../http/apiError.ts';
import type { RouteContext } from '../routes/route.ts';
import { sessionIdPattern } from '../seedState.ts';
import type { World } from '../world.ts';

/** The session that the request's path names, or a 400 or 404. */
export function findSession(context: RouteContext, world: World): Session {
  const id = context.req.param('id') ?? '';
  if (!sessionIdPattern.test(id)) throw invalid('Invalid session ID.');
  const session = world.sessions.get(id);
  if (session === undefined) throw notFound(`Session ${id} not found.`);
  return session;
}
