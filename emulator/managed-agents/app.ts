import type { HttpBindings } from '@hono/node-server';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { Hono } from 'hono';
import type { SessionFacts } from './faults/createFaults.ts';
import type { RequestAction } from './faults/faultScript.ts';
import { findAction } from './faults/findAction.ts';
import { ApiError } from './http/apiError.ts';
import { checkHeaders } from './http/checkHeaders.ts';
import { readJson } from './http/readJson.ts';
import { agentRoutes } from './routes/agents.ts';
import { environmentRoutes } from './routes/environments.ts';
import { eventRoutes } from './routes/events.ts';
import type { Route, RouteContext } from './routes/route.ts';
import { sessionRoutes } from './routes/sessions.ts';
import { factsOf } from './sessions/turn.ts';
import type { World } from './world.ts';

/**
 * The service's HTTP face. `world` is asked for by every request, since a reset puts another one in its
 * place. A request passes, in this order: route, count, key and other headers, rate limit, faults, handler
 * (which reads the body, and refuses one that is too large).
 */
export function createApp(world: () => World): Hono<{ Bindings: HttpBindings }> {
  const app = new Hono<{ Bindings: HttpBindings }>();
  for (const route of [...environmentRoutes, ...agentRoutes, ...sessionRoutes, ...eventRoutes]) {
    app.on(
      route.method,
      route.path,
      (context, next) => admit(context, world(), route, next),
      (context) => serve(context, world(), route),
    );
  }
  app.notFound(() => {
    world().counter.arrived('unknown');
    world().counter.answered(404);
    return render(world().newRequestId(), new ApiError(404, 'Not found'));
  });
  app.onError((error) => render(world().newRequestId(), error));
  return app;
}

/** Counts the request and lets it in, or answers with a 400, 401, 404 or 429. */
async function admit(
  context: RouteContext,
  world: World,
  route: Route,
  next: () => Promise<void>,
): Promise<Response | undefined> {
  world.counter.arrived(`${route.method} ${route.path}`);
  if (world.latencies.requestMs > 0) await wait(world, world.latencies.requestMs);
  try {
    checkHeaders(context, world.keys);
    for (const [name, value] of Object.entries(world.limiter.take(route.group))) context.header(name, value);
  } catch (error) {
    const refusal = render(world.newRequestId(), error);
    world.counter.answered(refusal.status);
    return refusal;
  }
  await next();
  world.counter.answered(context.env.outgoing.destroyed ? 0 : context.res.status);
  return undefined;
}

/** What the handler says, unless a fault script has it otherwise. */
async function serve(context: RouteContext, world: World, route: Route): Promise<Response> {
  const facts = () => factsOfRequest(context, world, route);
  const actions = await world.faults.request(context.req.method, context.req.path, facts);
  const delay = findAction(actions, 'delay');
  if (delay !== undefined) await wait(world, delay.ms);
  const drop = findAction(actions, 'drop');
  const refusal = findAction(actions, 'respond');
  if ((drop ?? refusal)?.effect === 'none') return refuse(context, drop, refusal);

  const requestId = world.newRequestId();
  context.header('request-id', requestId);
  const response = await route.handle(context, world, { 'request-id': requestId });
  return drop === undefined && refusal === undefined ? response : refuse(context, drop, refusal);
}

function refuse(
  context: RouteContext,
  drop: Extract<RequestAction, { type: 'drop' }> | undefined,
  refusal: Extract<RequestAction, { type: 'respond' }> | undefined,
): Response {
  if (drop !== undefined || refusal === undefined) {
    context.env.outgoing.destroy();
    return RESPONSE_ALREADY_SENT;
  }
  const { status, message = `Injected fault: ${status}`, errorType, retryAfter } = refusal;
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) };
  throw new ApiError(status, message, { errorType, headers });
}

async function factsOfRequest(
  context: RouteContext,
  world: World,
  route: Route,
): Promise<SessionFacts | undefined> {
  if (route.facts !== undefined) return route.facts(await readJson(context), world);
  const session = world.sessions.get(context.req.param('id') ?? '');
  return session === undefined ? undefined : factsOf(session);
}

/** `{type: "error", error: {type, message}, request_id}`; what is not an `ApiError` is a bug and a 500. */
function render(requestId: string, error: unknown): Response {
  const trace = error instanceof Error ? (error.stack ?? error.message) : String(error);
  const refusal = error instanceof ApiError ? error : new ApiError(500, `The emulator failed: ${trace}`);
  const body = {
    type: 'error',
    error: { type: refusal.errorType, message: refusal.message },
    request_id: requestId,
  };
  return new Response(JSON.stringify(body), {
    status: refusal.status,
    headers: { 'content-type': 'application/json', 'request-id': requestId, ...refusal.headers },
  });
}

function wait(world: World, ms: number): Promise<void> {
  return new Promise((resolve) => {
    world.clock.schedule(ms, resolve);
  });
}
