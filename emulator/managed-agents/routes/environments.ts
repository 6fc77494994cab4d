import { formatTime } from '../clock.ts';
import {
  type Environment,
  environmentCreateSchema,
  environmentUpdateSchema,
  resolveConfig,
} from '../entities/environment.ts';
import { metadataSchema, patchMetadata } from '../entities/metadata.ts';
import { invalid, notFound } from '../http/apiError.ts';
import { readPageQuery, takePage } from '../http/page.ts';
import { parse } from '../http/parse.ts';
import { readJson } from '../http/readJson.ts';
import { readFlag } from '../http/readQuery.ts';
import { addEnvironment } from '../store/addEnvironment.ts';
import type { World } from '../world.ts';
import type { Route, RouteContext } from './route.ts';

export const environmentRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/environments',
    group: 'create',
    async handle(context, world) {
      const params = parse(environmentCreateSchema, await readJson(context));
      return context.json(addEnvironment(world, params, world.newId('env')));
    },
  },
  {
    method: 'GET',
    path: '/v1/environments',
    group: 'read',
    handle(context, world) {
      const archivedToo = readFlag(context, 'include_archived');
      const newestFirst = [...world.environments.values()]
        .filter(({ environment }) => archivedToo || environment.archived_at === null)
        .reverse();
      const query = readPageQuery(context.req.query(), { default: 20, max: 100 });
      const page = takePage(newestFirst, 'desc', ({ number }) => number, query);
      return context.json({
        data: page.data.map(({ environment }) => environment),
        next_page: page.next_page,
      });
    },
  },
  {
    method: 'GET',
    path: '/v1/environments/:id',
    group: 'read',
    handle: (context, world) => context.json(findEnvironment(context, world)),
  },
  {
    method: 'POST',
    path: '/v1/environments/:id',
    group: 'other',
    async handle(context, world) {
      const environment = findEnvironment(context, world);
      if (environment.archived_at !== null) throw invalid(`Environment ${environment.id} is archived.`);
      const params = parse(environmentUpdateSchema, await readJson(context));
      if (params.config && params.config.type !== environment.config.type) {
        throw invalid('config.type: cannot be changed after creation');
      }
      environment.name = params.name ?? environment.name;
      if (params.description !== undefined) environment.description = params.description;
      if (params.config) environment.config = resolveConfig(params.config, environment.config);
      environment.metadata = parse(metadataSchema, patchMetadata(environment.metadata, params.metadata));
      environment.updated_at = formatTime(world.clock.now());
      return context.json(environment);
    },
  },
  {
    method: 'POST',
    path: '/v1/environments/:id/archive',
    group: 'other',
    handle(context, world) {
      const environment = findEnvironment(context, world);
      environment.archived_at ??= formatTime(world.clock.now());
      return context.json(environment);
    },
  },
  {
    method: 'DELETE',
    path: '/v1/environments/:id',
    group: 'other',
    handle(context, world) {
      const { id } = findEnvironment(context, world);
      world.environments.delete(id);
      return context.json({ id, type: 'environment_deleted' });
    },
  },
];

function findEnvironment(context: RouteContext, world: World): Environment {
  const id = context.req.param('id') ?? '';
  const found = world.environments.get(id);
  if (found === undefined) throw notFound(`Environment ${id} not found.`);
  return found.environment;
}
