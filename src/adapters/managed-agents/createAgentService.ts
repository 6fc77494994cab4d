import Anthropic from '@anthropic-ai/sdk';
import type { z } from 'zod';
import type { AgentVersion } from '../../domain/agent.ts';
import type { AgentService, Environment, SessionRequest } from '../../domain/agentService.ts';
import type { KeySource } from '../../domain/keySource.ts';
import type { ServiceError } from '../../domain/serviceError.ts';
import {
  agentAnswer,
  createdSessionAnswer,
  environmentAnswer,
  sessionPageAnswer,
  versionPageAnswer,
} from './answerSchemas.ts';
import { checkOverrides } from './checkOverrides.ts';
import { parseAnswer } from './parseAnswer.ts';
import { parseSessionEvent } from './parseSessionEvent.ts';
import { toServiceError } from './toServiceError.ts';

/** For a whole answer, its body included; creating a session may have to start a container first. */
const TIMEOUT_MS = 60_000;
/** The most that the service puts on a page: of events, and of everything else. */
const EVENTS_A_PAGE = 1000;
const ITEMS_A_PAGE = 100;
const BETA = 'managed-agents-2026-04-01';

export interface AgentServiceOptions {
  readonly apiKey: string;
  /** Where it was read, for sentences about it; over: an input of the workflow. */
  readonly keySource?: KeySource;
  /** Without it the SDK's own default. */
  readonly baseUrl?: string;
  readonly userAgent?: string;
}

/**
 * Managed Agents through Anthropic's SDK. The SDK's retries are off (evaluate/ retries with the whole run in
 * view, and a create that is retried behind its back can leave a second session), and so is its log, which
 * would print requests. Node's fetch opens as many connections as there are requests at once, so any number
 * of streams can be open.
 */
export function createAgentService(options: AgentServiceOptions): AgentService {
  const client = new Anthropic({
    apiKey: options.apiKey,
    maxRetries: 0,
    timeout: TIMEOUT_MS,
    logLevel: 'off',
    ...(options.baseUrl === undefined ? {} : { baseURL: options.baseUrl }),
    ...(options.userAgent === undefined ? {} : { defaultHeaders: { 'User-Agent': options.userAgent } }),
  });
  const { sessions, agents, environments } = client.beta;
  const toError = (error: unknown) => toServiceError(error, options.keySource ?? 'workflow');
  const send = <T>(request: Request<T>, signal: AbortSignal | undefined) =>
    sendBounded(request, signal, toError);
  // What comes from a file goes out as it is: the SDK's methods take some keys for settings of their own, and their
  // types know no key that is newer than they are.
  const post = (path: string, body: Readonly<Record<string, unknown>>, to: { signal: AbortSignal }) =>
    client.post(path, { body, headers: { 'anthropic-beta': BETA }, ...to });

  return {
    agent: async (id, signal) => toAgent(await send((to) => agents.retrieve(id, {}, to), signal)),

    agentVersion: async (id, version, signal) =>
      toAgent(await send((to) => agents.retrieve(id, { version }, to), signal)),

    versions: async (id, page, signal) => {
      const params = { limit: ITEMS_A_PAGE, ...(page === undefined ? {} : { page }) };
      const { data, next_page } = await send(async (to) => {
        const list = await agents.versions.list(id, params, to);
        return parseAnswer(versionPageAnswer, { data: list.data, next_page: list.next_page }, 'versions');
      }, signal);
      return { next: next_page || undefined, versions: data.map(describeAgent) };
    },

    createAgent: async (params, signal) =>
      toAgent(await send((to) => post('/v1/agents', params, to), signal)),

    updateAgent: async (id, expected, params, signal) => {
      const path = `/v1/agents/${encodeURIComponent(id)}`;
      return toAgent(await send((to) => post(path, { ...params, version: expected }, to), signal));
    },

    environment: async (id, signal) =>
      toEnvironment(await send((to) => environments.retrieve(id, {}, to), signal)),

    async *environments(signal) {
      try {
        const options = signal === undefined ? {} : { signal };
        for await (const environment of environments.list({ limit: ITEMS_A_PAGE }, options))
          yield toEnvironment(environment);
      } catch (error) {
        throw toError(error);
      }
    },

    createEnvironment: async (name, signal) => {
      const networking = { type: 'limited' as const, allowed_hosts: [] };
      const params = { name, config: { type: 'cloud' as const, networking } };
      return toEnvironment(await send((to) => environments.create(params, to), signal));
    },

    createSession: async (request, signal) => {
      const params = {
        agent: selectAgent(request),
        environment_id: request.environment,
        title: request.title,
        metadata: { ...request.metadata },
        initial_events: [
          {
            type: 'user.message',
            content: [{ type: 'text', text: request.message }],
          },
        ],
      };
      const answer = await send((to) => post('/v1/sessions', params, to), signal);
      if (request.overrides !== undefined) checkOverrides(request.overrides, answer);
      return { id: parseAnswer(createdSessionAnswer, answer, 'a session').id };
    },

    stream: async (session, signal) => {
      try {
        // The SDK's timeout ends with the headers, so it does not bound the stream itself.
        return readEvents(await sessions.events.stream(session, {}, { signal }), toError);
      } catch (error) {
        throw toError(error);
      }
    },

    events: (session, signal) =>
      send(async (to) => {
        const events = [];
        for await (const event of sessions.events.list(session, { limit: EVENTS_A_PAGE }, to))
          events.push(parseSessionEvent(event));
        return events;
      }, signal),

    interrupt: async (session, signal) => {
      const events = [{ type: 'user.interrupt' as const }];
      await send((to) => sessions.events.send(session, { events }, to), signal);
    },

    archive: async (session, signal) => {
      await send((to) => sessions.archive(session, {}, to), signal);
    },

    sessions: async (query, signal) => {
      const params = {
        agent_id: query.agent,
        'created_at[gte]': new Date(query.createdFrom).toISOString(),
        'created_at[lt]': new Date(query.createdBefore).toISOString(),
        statuses: [...query.statuses],
        order: 'desc' as const,
        limit: ITEMS_A_PAGE,
        ...(query.page === undefined ? {} : { page: query.page }),
      };
      const { data, next_page } = await send(async (to) => {
        const page = await sessions.list(params, to);
        return parseAnswer(sessionPageAnswer, { data: page.data, next_page: page.next_page }, 'sessions');
      }, signal);
      return {
        next: next_page || undefined,
        sessions: data.map(({ id, status, metadata, created_at: createdAt }) => ({
          id,
          status,
          createdAt,
          metadata: metadata ?? {},
        })),
      };
    },
  };
}

function selectAgent({ agent: id, version, overrides }: SessionRequest): Readonly<Record<string, unknown>> {
  if (overrides === undefined) return { type: 'agent', id, version };
  const { mcpServers, system, ...others } = overrides;
  return {
    ...{ type: 'agent_with_overrides', id, version, ...others },
    // Null is how the service spells "no system prompt" here.
    ...(system === undefined ? {} : { system: system === '' ? null : system }),
    ...(mcpServers === undefined ? {} : { mcp_servers: mcpServers }),
  };
}

type Request<T> = (options: { signal: AbortSignal }) => PromiseLike<T>;
type ToError = (error: unknown) => ServiceError;

/**
 * Sends one request with a bound on the whole answer: the SDK's own timeout ends with the headers. Throws a
 * `ServiceError` and nothing else.
 */
async function sendBounded<T>(
  request: Request<T>,
  signal: AbortSignal | undefined,
  toError: ToError,
): Promise<T> {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (signal?.aborted) abort();
  signal?.addEventListener('abort', abort, { once: true });
  const timer = setTimeout(abort, TIMEOUT_MS);
  try {
    return await request({ signal: controller.signal });
  } catch (error) {
    const isLate = controller.signal.aborted && signal?.aborted !== true;
    throw toError(isLate ? new Anthropic.APIConnectionTimeoutError() : error);
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', abort);
  }
}

async function* readEvents(stream: AsyncIterable<unknown>, toError: ToError) {
  try {
    for await (const event of stream) yield parseSessionEvent(event);
  } catch (error) {
    throw toError(error);
  }
}

function toAgent(answer: unknown): AgentVersion {
  return describeAgent(parseAnswer(agentAnswer, answer, 'an agent'));
}

function describeAgent(agent: z.output<typeof agentAnswer>): AgentVersion {
  return {
    agent: agent.id,
    version: agent.version,
    name: agent.name,
    model: agent.model,
    system: agent.system ?? '',
    description: agent.description ?? '',
    tools: agent.tools,
    mcpServers: agent.mcp_servers,
    skills: agent.skills ?? [],
    multiagent: agent.multiagent ?? null,
    metadata: agent.metadata ?? {},
    executionIdentity: agent.execution_identity ?? null,
    createdAt: agent.created_at,
    updatedAt: agent.updated_at,
    archivedAt: agent.archived_at ?? null,
  };
}

function toEnvironment(answer: unknown): Environment {
  const { id, name, archived_at } = parseAnswer(environmentAnswer, answer, 'an environment');
  return { id, name, archivedAt: archived_at ?? null };
}
