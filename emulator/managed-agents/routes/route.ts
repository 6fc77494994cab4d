import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { SessionFacts } from '../faults/createFaults.ts';
import type { RateGroup } from '../http/rateLimit.ts';
import type { World } from '../world.ts';

export type RouteContext = Context<{ Bindings: HttpBindings }>;

export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** In hono's form: `/v1/sessions/:id`. */
  readonly path: string;
  readonly group: RateGroup;
  /** Answers, or throws an `ApiError`. `headers` are to go out with an answer that is written by hand. */
  handle(
    context: RouteContext,
    world: World,
    headers: Readonly<Record<string, string>>,
  ): Response | Promise<Response>;
  /** The session that a request which makes one is about; elsewhere the path names it. */
  facts?(body: unknown, world: World): SessionFacts | undefined;
}
