import { afterEach, describe, expect, it } from '@jest/globals';
import { createAgentService } from '../../../src/adapters/managed-agents/createAgentService.ts';
import type { SessionOverrides } from '../../../src/domain/agent.ts';
import type { AgentService } from '../../../src/domain/agentService.ts';
import type { ServiceError } from '../../../src/domain/serviceError.ts';
import { type CannedAnswer, type SeenRequest, startServer } from '../../helpers/startServer.ts';

const closers: (() => Promise<void>)[] = [];

afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function setUp(handle: (request: SeenRequest) => CannedAnswer) {
  const server = await startServer(handle);
  closers.push(server.close);
  const service = createAgentService({ apiKey: 'sk-test', baseUrl: server.url, userAgent: 'pin-gate/1.2.3' });
  return { service, seen: server.seen };
}

async function failureOf(answer: CannedAnswer, call = (service: AgentService) => service.archive('sesn_1')) {
  const { service, seen } = await setUp(() => answer);
  const error = await call(service).then(
    () => undefined,
    (caught: ServiceError) => caught,
  );
  return { error, requests: seen.length };
}

/** An address where nobody listens any more. */
async function closedUrl(): Promise<string> {
  const server = await startServer(() => ({}));
  await server.close();
  return server.url;
}

function apiError(status: number, message: string, headers: Record<string, string> = {}): CannedAnswer {
  const body = { type: 'error', error: { type: 'some_error', message }, request_id: 'req_1' };
  return { status, headers: { 'request-id': 'req_1', ...headers }, body };
}

/** An agent as the wire has it, and as the core does. */
const agent = {
  id: 'agent_1',
  version: 2,
  name: 'Triage',
  model: { id: 'claude-haiku-4-5', speed: 'standard' },
  system: null,
  description: null,
  tools: [],
  mcp_servers: [],
  metadata: {},
  execution_identity: { type: 'service_account' },
  created_at: '2026-08-01T00:00:00Z',
  updated_at: '2026-08-04T00:00:00Z',
  archived_at: null,
};
const described = {
  agent: 'agent_1',
  version: 2,
  name: 'Triage',
  model: { id: 'claude-haiku-4-5', speed: 'standard' },
  system: '',
  description: '',
  tools: [],
  mcpServers: [],
  skills: [],
  multiagent: null,
  metadata: {},
  executionIdentity: { type: 'service_account' },
  createdAt: '2026-08-01T00:00:00Z',
  updatedAt: '2026-08-04T00:00:00Z',
  archivedAt: null,
};

describe('requests', () => {
  it('creates a session pinned to the version, already with its message', async () => {
    const { service, seen } = await setUp(() => ({ body: { id: 'sesn_1', status: 'running' } }));
    const created = await service.createSession({
      agent: 'agent_1',
      version: 7,
      environment: 'env_1',
      title: 'A title',
      message: 'Hello',
      metadata: { 'pin-gate': 'gate' },
    });
    expect(created).toEqual({ id: 'sesn_1' });
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /v1/sessions']);
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      agent: { type: 'agent', id: 'agent_1', version: 7 },
      environment_id: 'env_1',
      title: 'A title',
      metadata: { 'pin-gate': 'gate' },
      initial_events: [{ type: 'user.message', content: [{ type: 'text', text: 'Hello' }] }],
    });
    expect(seen[0]?.headers).toMatchObject({
      authorization: 'Bearer sk-test',
      'user-agent': 'pin-gate/1.2.3',
      'anthropic-beta': 'managed-agents-2026-04-01',
    });
  });

  it('asks for exactly the sessions of the query, page by page', async () => {
    const { service, seen } = await setUp(() => ({
      body: {
        data: [{ id: 'sesn_1', status: 'idle', metadata: { a: 'b' }, created_at: '2026-08-01T00:00:00Z' }],
        next_page: 'p2',
      },
    }));
    const query = {
      agent: 'agent_1',
      createdFrom: 0,
      createdBefore: 1000,
      statuses: ['idle', 'running'] as const,
    };
    expect(await service.sessions({ ...query, page: 'p1' })).toEqual({
      sessions: [{ id: 'sesn_1', status: 'idle', metadata: { a: 'b' }, createdAt: Date.UTC(2026, 7, 1) }],
      next: 'p2',
    });
    expect(seen).toHaveLength(1);
    const { pathname, searchParams } = new URL(seen[0]?.url ?? '', 'http://host');
    expect(pathname).toBe('/v1/sessions');
    expect([...searchParams].sort()).toEqual(
      [
        ['agent_id', 'agent_1'],
        ['created_at[gte]', '1970-01-01T00:00:00.000Z'],
        ['created_at[lt]', '1970-01-01T00:00:01.000Z'],
        ['limit', '100'],
        ['order', 'desc'],
        ['page', 'p1'],
        ['statuses[]', 'idle'],
        ['statuses[]', 'running'],
      ].sort(),
    );
  });

  it('asks for one page of an agent’s versions at a time, and gives whole agents', async () => {
    const { service, seen } = await setUp(() => ({
      body: { data: [{ ...agent, version: 4 }], next_page: 'p2' },
    }));
    const page = { versions: [{ ...described, version: 4 }], next: 'p2' };
    expect(await service.versions('agent_1', undefined)).toEqual(page);
    expect(await service.versions('agent_1', 'p2')).toEqual(page);
    expect(seen.map(({ url }) => url)).toEqual([
      '/v1/agents/agent_1/versions?limit=100',
      '/v1/agents/agent_1/versions?limit=100&page=p2',
    ]);
  });

  it.each([{ data: [], next_page: null }, { data: [], next_page: '' }, { data: [] }])(
    'knows the last page of versions: %j',
    async (body) => {
      const { service } = await setUp(() => ({ body }));
      expect(await service.versions('agent_1', undefined)).toEqual({ versions: [], next: undefined });
    },
  );

  it('passes on no list of versions that it cannot read', async () => {
    const body = { data: [{ version: 'four', updated_at: '' }], next_page: null };
    const { error } = await failureOf({ body }, (service) =>
      service.versions('agent_1', undefined).then(() => {}),
    );
    expect(error).toMatchObject({ kind: 'invalid', status: 200 });
  });

  it('passes on no whole page because of one version in it that it cannot read', async () => {
    const { tools: _, ...toolless } = agent;
    const body = { data: [agent, toolless], next_page: null };
    const { error } = await failureOf({ body }, (service) =>
      service.versions('agent_1', undefined).then(() => {}),
    );
    expect(error).toMatchObject({ kind: 'invalid', status: 200, message: expect.stringContaining('tools') });
  });

  it('makes an agent of exactly the parameters that it is given', async () => {
    const { service, seen } = await setUp(() => ({ body: agent }));
    // Names that the SDK takes for settings of its own, and one that it has never heard of.
    const params = {
      name: 'Triage',
      model: 'claude-haiku-4-5',
      betas: ['x'],
      workspace_id: 'w',
      future_key: [1],
    };
    expect(await service.createAgent(params)).toEqual(described);
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /v1/agents']);
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual(params);
    expect(seen[0]?.headers).toMatchObject({ 'anthropic-beta': 'managed-agents-2026-04-01' });
    expect(seen[0]?.headers).not.toHaveProperty('anthropic-workspace-id');
  });

  it('updates an agent if it is at the expected version, nulls included', async () => {
    const { service, seen } = await setUp(() => ({ body: { ...agent, version: 3 } }));
    const params = { system: null, metadata: { owner: null, tier: '1' } };
    expect(await service.updateAgent('agent_1', 2, params)).toEqual({ ...described, version: 3 });
    expect(seen.map(({ method, url }) => `${method} ${url}`)).toEqual(['POST /v1/agents/agent_1']);
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ ...params, version: 2 });
  });

  it('lets no agent file choose the version that an update expects, and no id another route', async () => {
    const { service, seen } = await setUp(() => ({ body: agent }));
    await service.updateAgent('agent_1/archive', 2, { version: 7 });
    expect(seen[0]?.url).toBe('/v1/agents/agent_1%2Farchive');
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({ version: 2 });
  });

  it.each<[SessionOverrides, Record<string, unknown>]>([
    [{ system: 'New.' }, { system: 'New.' }],
    [{ system: '' }, { system: null }],
    [{ model: { id: 'claude-opus-5', speed: 'fast' } }, { model: { id: 'claude-opus-5', speed: 'fast' } }],
    [
      { tools: [], skills: [], mcpServers: [] },
      { tools: [], skills: [], mcp_servers: [] },
    ],
    [{}, {}],
  ])('lays %j over the version of a session', async (overrides, sent) => {
    const { service, seen } = await setUp(() => ({ body: { id: 'sesn_1', agent: { ...agent, ...sent } } }));
    const rest = { environment: 'env_1', title: 'A title', message: 'Hello', metadata: {} };
    await service.createSession({ agent: 'agent_1', version: 7, overrides, ...rest });
    expect(JSON.parse(seen[0]?.body ?? '')).toMatchObject({
      agent: { type: 'agent_with_overrides', id: 'agent_1', version: 7, ...sent },
    });
    expect(Object.keys(JSON.parse(seen[0]?.body ?? '').agent)).toHaveLength(3 + Object.keys(sent).length);
  });

  it.each<[SessionOverrides, object, string]>([
    [{ system: 'New.' }, { system: 'Old.' }, 'version (the system prompt).'],
    [{ system: '' }, { system: 'Old.' }, 'version (the system prompt).'],
    [{ model: { id: 'claude-opus-5' }, tools: [{ type: 'x' }] }, {}, 'version (the model, the tools).'],
    [{ mcpServers: [{ type: 'url' }], skills: [{ type: 'custom' }] }, {}, '(the MCP servers, the skills).'],
    [{ system: 'New.' }, { model: 'claude-haiku-4-5' }, 'sent a session that cannot be read'],
  ])('takes no session for one with %j over its version that has %j', async (overrides, given, words) => {
    const { service } = await setUp(() => ({ body: { id: 'sesn_1', agent: { ...agent, ...given } } }));
    const rest = { environment: 'env_1', title: 'A title', message: 'Hello', metadata: {} };
    await expect(
      service.createSession({ agent: 'agent_1', version: 7, overrides, ...rest }),
    ).rejects.toMatchObject({ kind: 'invalid', status: 200, message: expect.stringContaining(words) });
  });

  it('makes environments that reach nothing', async () => {
    const { service, seen } = await setUp(() => ({
      body: { id: 'env_1', name: 'pin-gate', archived_at: null },
    }));
    expect(await service.createEnvironment('pin-gate')).toEqual({
      id: 'env_1',
      name: 'pin-gate',
      archivedAt: null,
    });
    expect(JSON.parse(seen[0]?.body ?? '')).toEqual({
      name: 'pin-gate',
      config: { type: 'cloud', networking: { type: 'limited', allowed_hosts: [] } },
    });
  });

  it('takes an agent for one without tools only if the answer says so', async () => {
    const { service } = await setUp(() => ({ body: agent }));
    expect(await service.agentVersion('agent_1', 2)).toMatchObject({
      agent: 'agent_1',
      system: '',
      tools: [],
      multiagent: null,
    });
    const { tools: _, ...toolless } = agent;
    const { error } = await failureOf(
      { body: toolless },
      async (other) => void (await other.agent('agent_1')),
    );
    expect(error).toMatchObject({ kind: 'invalid', status: 200, message: expect.stringContaining('tools') });
  });
});

describe('failures', () => {
  it('know where the key came from', async () => {
    const keySource = 'terminal';
    const server = await startServer(() => apiError(401, 'Invalid key.'));
    closers.push(server.close);
    const refused = createAgentService({ apiKey: 'k', baseUrl: server.url, keySource });
    await expect(refused.agent('agent_x')).rejects.toMatchObject({ keySource });
    await expect(refused.stream('sesn_x', new AbortController().signal)).rejects.toMatchObject({ keySource });
  });

  it.each([
    [400, 'invalid'],
    [401, 'unauthorized'],
    [403, 'forbidden'],
    [404, 'not-found'],
    [408, 'unavailable'],
    [409, 'conflict'],
    [413, 'invalid'],
    [429, 'spend-limit'],
    [500, 'unavailable'],
    [503, 'unavailable'],
    [529, 'unavailable'],
  ])("%i is %s, sent once and in the service's words", async (status, kind) => {
    const { error, requests } = await failureOf(apiError(status, 'Agent version not found.'));
    expect(error).toMatchObject({
      name: 'ServiceError',
      service: 'Managed Agents',
      kind,
      status,
      message: 'Agent version not found.',
      requestId: 'req_1',
    });
    expect(requests).toBe(1);
  });

  it.each([409, 500, 529])('an update that met %i is sent once: it may have taken effect', async (status) => {
    const { error, requests } = await failureOf(
      apiError(status, 'No.'),
      async (service) => void (await service.updateAgent('agent_1', 2, { system: 'New.' })),
    );
    expect(error?.kind).toBe(status === 409 ? 'conflict' : 'unavailable');
    expect(requests).toBe(1);
  });

  it.each([
    [{ 'retry-after': '7' }, 7000],
    [{ 'retry-after': '0.5' }, 500],
    [{ 'retry-after': '0' }, 0],
    [{ 'retry-after-ms': '250', 'retry-after': '7' }, 250],
  ])('a 429 with %j waits %i ms', async (headers, retryAfterMs) => {
    const { error } = await failureOf(apiError(429, 'Slow down.', headers as Record<string, string>));
    expect(error).toMatchObject({ kind: 'rate-limited', retryAfterMs });
  });

  it('a 429 with a date waits until then', async () => {
    const { error } = await failureOf(
      apiError(429, 'Slow down.', { 'retry-after': new Date(Date.now() + 60_000).toUTCString() }),
    );
    expect(error?.kind).toBe('rate-limited');
    expect(error?.retryAfterMs).toBeGreaterThan(50_000);
    expect(error?.retryAfterMs).toBeLessThanOrEqual(60_000);
  });

  it('an answer that is no JSON, or none at all, is unavailable', async () => {
    expect((await failureOf({ body: '{"id": ' })).error?.kind).toBe('unavailable');
    expect((await failureOf({ body: '{"id": ', hangUp: true })).error?.kind).toBe('unavailable');
    const refused = createAgentService({ apiKey: 'k', baseUrl: await closedUrl() });
    await expect(refused.archive('sesn_1')).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringMatching(/^The connection to Managed Agents failed: .*ECONNREFUSED/),
    });
  });

  it('an error page of a proxy is told by its status', async () => {
    const { error } = await failureOf({
      status: 502,
      headers: { 'content-type': 'text/html' },
      body: '<h1>Bad</h1>',
    });
    expect(error).toMatchObject({ kind: 'unavailable', status: 502 });
  });

  it('a request that is given up is unavailable, whether it had been sent or not', async () => {
    const { service, seen } = await setUp(() => ({ body: {} }));
    await expect(service.archive('sesn_1', AbortSignal.abort())).rejects.toMatchObject({
      kind: 'unavailable',
    });
    expect(seen).toHaveLength(0);
  });
});
