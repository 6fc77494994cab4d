import type { Token } from '../entities.ts';
import { keyOf, requireAccess } from './access.ts';
import { notFound, Problem } from './problem.ts';
import type { Answer, Route } from './route.ts';
import { type HttpContext, pathBelowRoot, type ServerParts } from './serveRequest.ts';

/** Finds the repository, checks what the route asks for and calls its handler. */
export async function callRoute(
  parts: ServerParts,
  context: HttpContext,
  route: Route,
  token: Token | undefined,
): Promise<Answer<unknown>> {
  const { world, rateLimit } = parts;
  const { req } = context;
  const ofRepository = route.path.startsWith('/repos/');
  const repository = ofRepository
    ? world.store.repository(`${req.param('owner')}/${req.param('repo')}`)
    : world.store.base();
  if (repository === undefined) throw notFound();
  if (ofRepository) requireAccess(token, repository, route.needs);
  return route.handle({
    world,
    token,
    repository,
    path: pathBelowRoot(world, req.url),
    accept: req.header('accept') ?? '',
    rate: rateLimit.window(keyOf(token)),
    param: (name) => req.param(name) ?? '',
    query: (name) => req.query(name),
    json: () => readJson(context),
  });
}

/** The body of a request; none at all is an empty object. @throws Problem 400 when it is not JSON. */
export async function readJson(context: HttpContext): Promise<unknown> {
  const text = await context.req.text();
  if (text === '') return {};
  try {
    return JSON.parse(text);
  } catch {
    throw new Problem(400, 'Problems parsing JSON');
  }
}
