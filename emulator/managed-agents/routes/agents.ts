import { formatTime } from '../clock.ts';
import {
  agentCreateSchema,
  agentUpdateSchema,
  applyUpdate,
  createConfig,
  isSameConfig,
  renderAgent,
} from '../entities/agent.ts';
import { ApiError, invalid, notFound } from '../http/apiError.ts';
import { readPageQuery, takePage } from '../http/page.ts';
import { parse } from '../http/parse.ts';
import { readJson } from '../http/readJson.ts';
import { readFlag, readTimeRange, readVersion } from '../http/readQuery.ts';
import { addAgent, addVersion } from '../store/addAgent.ts';
import { findAgent, newestVersion } from '../store/findAgent.ts';
import type { Route, RouteContext } from './route.ts';

const pageSize = { default: 20, max: 100 };
const idOf = (context: RouteContext): string => context.req.param('id') ?? '';

export const agentRoutes: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/agents',
    group: 'create',
    async handle(context, world) {
      const config = createConfig(parse(agentCreateSchema, await readJson(context)));
      const agent = addAgent(world, config, world.newId('agent'));
      return context.json(renderAgent(agent, newestVersion(agent)));
    },
  },
  {
    method: 'GET',
    path: '/v1/agents',
    group: 'read',
    handle(context, world) {
      const archivedToo = readFlag(context, 'include_archived');
      const isInRange = readTimeRange(context);
      const newestFirst = [...world.agents.values()]
        .filter(
          (agent) => (archivedToo || agent.archived_at === null) && isInRange(Date.parse(agent.created_at)),
        )
        .reverse();
      const query = readPageQuery(context.req.query(), pageSize);
      const page = takePage(newestFirst, 'desc', ({ number }) => number, query);
      return context.json({
        data: page.data.map((agent) => renderAgent(agent, newestVersion(agent))),
        next_page: page.next_page,
      });
    },
  },
  {
    method: 'GET',
    path: '/v1/agents/:id',
    group: 'read',
    handle(context, world) {
      const wanted = readVersion(context, 'version');
      const agent = findAgent(world, idOf(context));
      const version = wanted === undefined ? newestVersion(agent) : agent.versions[wanted - 1];
      if (version === undefined) throw notFound('Agent version not found.');
      return context.json(renderAgent(agent, version));
    },
  },
  {
    method: 'POST',
    path: '/v1/agents/:id',
    group: 'other',
    async handle(context, world) {
      const agent = findAgent(world, idOf(context));
      const update = parse(agentUpdateSchema, await readJson(context));
      if (agent.archived_at !== null) throw invalid('Cannot modify archived agent');
      const current = newestVersion(agent);
      // Before anything else: a stale version is refused even if the update would change nothing.
      if (update.version !== undefined && update.version !== current.version) {
        throw new ApiError(
          409,
          `Concurrent modification detected: the current version is ${current.version}, not ${update.version}. ` +
            'Fetch the agent again and retry.',
        );
      }
      const config = applyUpdate(current, update);
      if (!isSameConfig(current, config)) addVersion(world, agent, config);
      return context.json(renderAgent(agent, newestVersion(agent)));
    },
  },
  {
    method: 'POST',
    path: '/v1/agents/:id/archive',
    group: 'other',
    handle(context, world) {
      const agent = findAgent(world, idOf(context));
      agent.archived_at ??= formatTime(world.clock.now());
      return context.json(renderAgent(agent, newestVersion(agent)));
    },
  },
  {
    method: 'GET',
    path: '/v1/agents/:id/versions',
    group: 'read',
    handle(context, world) {
      const agent = findAgent(world, idOf(context));
      const query = readPageQuery(context.req.query(), pageSize);
      const page = takePage(agent.versions.toReversed(), 'desc', ({ version }) => version, query);
      return context.json({
        data: page.data.map((version) => renderAgent(agent, version)),
        next_page: page.next_page,
      });
    },
  },
];
