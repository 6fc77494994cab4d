import { Hono } from 'hono';
import { callRoute, readJson } from './http/callRoute.ts';
import { notFound, Problem } from './http/problem.ts';
import { json } from './http/route.ts';
import { type Bindings, type ServerParts, serveRequest } from './http/serveRequest.ts';
import { allRoutes } from './routes/allRoutes.ts';
import { answerGraphQL } from './routes/graphql.ts';
import { fullNameOf } from './store.ts';
import type { World } from './world.ts';

const graphqlDocs = 'graphql/guides/forming-calls-with-graphql#authenticating-with-graphql';

/** The HTTP side: which path leads to which route. What happens on the way is in http/serveRequest. */
export function createServer(parts: ServerParts): Hono<{ Bindings: Bindings }> {
  const { world } = parts;
  const root = new URL(world.addresses.api).pathname.replace(/\/$/, '');
  const app = new Hono<{ Bindings: Bindings }>({
    // The path stays encoded, so that an encoded slash or line break in a parameter is no separator.
    getPath: (request) => byName(world, root, new URL(request.url).pathname),
  });

  for (const route of allRoutes) {
    const method = route.method.toUpperCase();
    const about = {
      route: `${method} ${route.path}`,
      docs: `rest/${route.docs}`,
      needs: route.needs,
      free: route.path === '/rate_limit',
    };
    for (const path of honoPaths(route.path)) {
      app.on(method, root + path, (context) =>
        serveRequest(parts, context, about, (token) => callRoute(parts, context, route, token)),
      );
    }
  }

  app.post(new URL(world.addresses.graphql).pathname, (context) =>
    serveRequest(parts, context, { route: 'POST /graphql', docs: graphqlDocs }, async (token) => {
      if (token === undefined) throw new Problem(401, 'This endpoint requires you to be authenticated.');
      return json(await answerGraphQL(world, token, await readJson(context)));
    }),
  );

  app.notFound((context) =>
    serveRequest(parts, context, { route: `${context.req.method} (no such route)`, docs: 'rest' }, () =>
      Promise.reject(notFound()),
    ),
  );
  return app;
}

/**
 * The router's patterns for an OpenAPI path. `{branch}` and the like may hold slashes; the contents of the
 * root folder have no path at all.
 */
function honoPaths(path: string): string[] {
  const folder = path.endsWith('/contents/{path}') ? path.slice(0, -'/{path}'.length) : undefined;
  return [...(folder === undefined ? [] : [folder, `${folder}/`]), path].map((one) =>
    one.replace(/\{(ref|branch|path|basehead|tree_sha)\}/, ':$1{.+}').replace(/\{([a-z_]+)\}/g, ':$1'),
  );
}

/** Links to further pages name the repository by its number; they lead to the same routes. */
function byName(world: World, root: string, path: string): string {
  const [, id, rest = ''] =
    (path.startsWith(root) ? /^\/repositories\/(\d+)(\/.*)?$/.exec(path.slice(root.length)) : null) ?? [];
  const repository = world.store.repositories.find((one) => one.id === Number(id));
  return repository === undefined ? path : `${root}/repos/${fullNameOf(repository)}${rest}`;
}
