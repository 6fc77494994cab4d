import type { Http2Bindings, HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { Context } from 'hono';
import type { Token } from '../entities.ts';
import type { World } from '../world.ts';
import { acceptedPermissions, keyOf, readToken, whoIs } from './access.ts';
import { answerFault } from './answerFault.ts';
import type { Faults } from './faults.ts';
import { type RateLimit, rateHeaders } from './rateLimit.ts';
import type { RequestLog } from './requestLog.ts';
import { asProblem, respond, respondProblem } from './respond.ts';
import type { Answer, Need } from './route.ts';

/** What the server needs beside the world: things that are about requests, not about repositories. */
export interface ServerParts {
  readonly world: World;
  readonly rateLimit: RateLimit;
  readonly faults: Faults;
  readonly log: RequestLog;
}

export type Bindings = HttpBindings | Http2Bindings;
export type HttpContext = Context<{ Bindings: Bindings }>;

/** What is the same for all requests of a route. */
interface About {
  /** As the request log names it. */
  readonly route: string;
  /** Below https://docs.github.com/. */
  readonly docs: string;
  readonly needs?: readonly Need[];
  /** Whether it costs nothing of the rate limit. */
  readonly free?: boolean;
}

/**
 * One request from its arrival to its answer: it is logged, may meet a fault, says who it is, pays, is called
 * and answered; a Problem on the way becomes GitHub's error body.
 */
export async function serveRequest(
  parts: ServerParts,
  context: HttpContext,
  about: About,
  call: (token: Token | undefined) => Promise<Answer<unknown>>,
): Promise<Response> {
  const { world, rateLimit, faults, log } = parts;
  const { method } = context.req;
  const path = pathBelowRoot(world, context.req.url);
  const entry = log.start({ method, path, route: about.route });
  const headers = {
    'x-github-request-id': [4, 5, 6, 6, 8].map((digits) => world.store.hex(digits)).join(':'),
    'x-github-media-type': 'github.v3; format=json',
  };
  const end = (response: Response): Response => {
    entry.end(response.status);
    return response;
  };

  let token: Token | undefined;
  try {
    const fault = faults.next(method, path);
    if (fault?.kind === 'dropped') {
      entry.end(0);
      context.env.incoming.socket.destroy();
      return RESPONSE_ALREADY_SENT;
    }
    token = readToken(world.store.tokens, context.req.header('authorization'));
    if (fault !== undefined) return end(answerFault(parts, fault, { token, docs: about.docs, headers }));
    if (about.free !== true) rateLimit.require(keyOf(token), whoIs(token));

    const response = respond(context.req.raw, await call(token), headers);
    // What has not changed costs nothing.
    if (about.free !== true && response.status !== 304) rateLimit.spend(keyOf(token));
    for (const [name, value] of Object.entries(rateHeaders(rateLimit.window(keyOf(token))))) {
      response.headers.set(name, value);
    }
    return end(response);
  } catch (error) {
    const problem = asProblem(error);
    rateLimit.spend(keyOf(token));
    return end(
      respondProblem(problem, about.docs, {
        ...headers,
        ...rateHeaders(rateLimit.window(keyOf(token))),
        ...acceptedPermissions(about.needs ?? []),
      }),
    );
  }
}

/** The path with its query, as the request log and faults see it: without `/api/v3`. */
export function pathBelowRoot(world: World, url: string): string {
  const { pathname, search } = new URL(url);
  const root = new URL(world.addresses.api).pathname.replace(/\/$/, '');
  return (pathname.startsWith(root) ? pathname.slice(root.length) : pathname) + search;
}
