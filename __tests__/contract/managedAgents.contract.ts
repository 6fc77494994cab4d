import type Anthropic from '@anthropic-ai/sdk';
import type { AgentCreateParams } from '@anthropic-ai/sdk/resources/beta/agents/agents';
import type { SessionCreateParams } from '@anthropic-ai/sdk/resources/beta/sessions/sessions';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { collectStream, listEvents, poll } from './collect.ts';
import { type ContractTarget, createClient, probe, refusal } from './target.ts';

/** The events of a turn that every recording has, in their order. */
const turnOrder = [
  'session.status_running',
  'session.thread_status_running',
  'user.message',
  'span.model_request_start',
  'agent.message',
  'span.model_request_end',
  'session.thread_status_idle',
  'session.status_idle',
];

const notTurned = 'Only pending or idle sessions may be archived.';

/**
 * What the gate relies on Managed Agents to do, asked through the SDK. One suite for the emulator and the
 * live service: what passes on the one must pass on the other, or the emulator is wrong. It archives what it
 * makes.
 */
export function describeManagedAgents(name: string, start: () => Promise<ContractTarget>): void {
  describe(`Managed Agents: ${name}`, () => {
    let target: ContractTarget;
    let client: Anthropic;
    let environment: string;
    /** An agent with two versions that nobody changes. */
    let agent: string;
    const cleanUp: (() => Promise<unknown>)[] = [];
    let stop = async (): Promise<void> => {};

    beforeAll(async () => {
      target = await start();
      stop = () => target.stop();
      client = createClient(target);
      environment = (await makeEnvironment('pin-gate contract')).id;
      agent = (await makeAgent({ system: 'Answer with the one word OK.' })).id;
      await client.beta.agents.update(agent, { version: 1, system: 'Answer with the one word YES.' });
    });

    afterAll(async () => {
      for (const undo of cleanUp.reverse()) await undo().catch(() => undefined);
      await stop();
    });

    async function makeEnvironment(label: string) {
      const made = await client.beta.environments.create({ name: `${label} ${crypto.randomUUID()}` });
      cleanUp.push(() => client.beta.environments.archive(made.id));
      return made;
    }

    async function makeAgent(params: Partial<AgentCreateParams> = {}) {
      const made = await client.beta.agents.create({
        name: 'pin-gate contract',
        model: target.model,
        tools: [],
        ...params,
      });
      cleanUp.push(() => client.beta.agents.archive(made.id));
      return made;
    }

    async function makeSession(params: Partial<SessionCreateParams> = {}) {
      const made = await client.beta.sessions.create({
        agent: { type: 'agent', id: agent, version: 1 },
        environment_id: environment,
        ...params,
      });
      cleanUp.push(async () => {
        await client.beta.sessions.events
          .send(made.id, { events: [{ type: 'user.interrupt' }] })
          .catch(() => {});
        await archive(made.id);
      });
      return made;
    }

    /** As a client has to: the idle event can come before the status flips. */
    function archive(session: string) {
      return poll(target.turnMs, () =>
        client.beta.sessions.archive(session).catch((error: unknown) => {
          if (error instanceof Error && error.message.includes(notTurned)) return undefined;
          throw error;
        }),
      );
    }

    function untilStatus(session: string, status: string) {
      return poll(target.turnMs, async () => {
        const now = await client.beta.sessions.retrieve(session);
        return now.status === status ? now : undefined;
      });
    }

    const say = (text: string) => ({
      type: 'user.message' as const,
      content: [{ type: 'text' as const, text }],
    });

    describe('headers and errors', () => {
      it('answers an error as {type, error: {type, message}, request_id} with the same request-id header', async () => {
        const { status, headers, body } = await probe(target, '/v1/agents/agent_011CZkYpogX7uDKUyvBTophP');
        expect(status).toBe(404);
        expect(body).toEqual({
          type: 'error',
          error: { type: 'not_found_error', message: 'Agent not found.' },
          request_id: headers.get('request-id'),
        });
      });

      it('looks at the route before the key, the key before the beta header, that before the version', async () => {
        const none = { 'x-api-key': null, 'anthropic-beta': null, 'anthropic-version': null };
        const asked = await Promise.all([
          probe(target, '/v1/nothing', none),
          probe(target, '/v1/agents', none),
          probe(target, '/v1/agents', { 'anthropic-beta': null, 'anthropic-version': null }),
          probe(target, '/v1/agents', { 'anthropic-version': null }),
          probe(target, '/v1/agents'),
        ]);
        expect(asked.map(({ status }) => status)).toEqual([404, 401, 404, 400, 200]);
        expect(asked.slice(0, 4).map(({ body }) => body)).toMatchObject([
          { error: { type: 'not_found_error' } },
          { error: { type: 'authentication_error' } },
          { error: { type: 'not_found_error' } },
          { error: { type: 'invalid_request_error' } },
        ]);
      });

      it('takes the headers and the query of older SDKs, and several betas', async () => {
        const { status } = await probe(target, '/v1/agents?beta=true&limit=1', {
          'anthropic-version': '2023-06-01',
          'anthropic-beta': 'files-api-2025-04-14,managed-agents-2026-04-01',
        });
        expect(status).toBe(200);
      });

      it('refuses a body over 32 MB with 413', async () => {
        const system = 'x'.repeat(32 * 1024 * 1024);
        await expect(refusal(makeAgent({ system }))).resolves.toMatchObject({ status: 413 });
      });

      it('refuses a body that is not JSON with 400', async () => {
        const { status } = await probe(target, '/v1/agents', {}, { method: 'POST', body: '{"name": ' });
        expect(status).toBe(400);
      });
    });

    describe('environments', () => {
      it('are clouds with unrestricted networking unless they are told otherwise', async () => {
        const made = await makeEnvironment('defaults');
        expect(made).toMatchObject({
          id: expect.stringMatching(/^env_/),
          type: 'environment',
          config: { type: 'cloud', networking: { type: 'unrestricted' } },
          metadata: {},
          archived_at: null,
        });
        await expect(client.beta.environments.retrieve(made.id)).resolves.toEqual(made);
      });

      it('can have limited networking without any allowed host', async () => {
        const made = await client.beta.environments.create({
          name: `limited ${crypto.randomUUID()}`,
          config: { type: 'cloud', networking: { type: 'limited', allowed_hosts: [] } },
        });
        expect(made.config).toMatchObject({ networking: { type: 'limited', allowed_hosts: [] } });
        await expect(client.beta.environments.delete(made.id)).resolves.toEqual({
          id: made.id,
          type: 'environment_deleted',
        });
        await expect(refusal(client.beta.environments.retrieve(made.id))).resolves.toMatchObject({
          status: 404,
        });
      });

      it('leave the default list when they are archived, and take no sessions', async () => {
        const made = await makeEnvironment('archived');
        const list = async (include_archived: boolean) => {
          const ids: string[] = [];
          for await (const { id } of client.beta.environments.list({ include_archived })) ids.push(id);
          return ids;
        };
        expect(await list(false)).toContain(made.id);
        const archived = await client.beta.environments.archive(made.id);
        expect(archived.archived_at).toEqual(expect.any(String));
        expect(await list(false)).not.toContain(made.id);
        expect(await list(true)).toContain(made.id);
        await expect(refusal(makeSession({ environment_id: made.id }))).resolves.toEqual({
          status: 400,
          message: `Environment ${made.id} is archived.`,
        });
      });
    });

    describe('agents', () => {
      it('come back with every field filled in', async () => {
        const made = await makeAgent({ system: 'Be brief.', metadata: { owner: 'support' } });
        expect(made).toMatchObject({
          id: expect.stringMatching(/^agent_/),
          type: 'agent',
          version: 1,
          name: 'pin-gate contract',
          model: { id: target.model, speed: 'standard' },
          system: 'Be brief.',
          tools: [],
          mcp_servers: [],
          skills: [],
          multiagent: null,
          metadata: { owner: 'support' },
          archived_at: null,
        });
        await expect(client.beta.agents.retrieve(made.id)).resolves.toEqual(made);
      });

      it('resolve a toolset to what it is allowed by default: everything', async () => {
        const made = await makeAgent({ tools: [{ type: 'agent_toolset_20260401' }] });
        expect(made.tools).toMatchObject([
          {
            type: 'agent_toolset_20260401',
            default_config: { enabled: true, permission_policy: { type: 'always_allow' } },
          },
        ]);
      });

      it('keep what an update leaves out, replace scalars and arrays, merge metadata', async () => {
        const made = await makeAgent({
          system: 'Old.',
          description: 'Stays.',
          tools: [{ type: 'agent_toolset_20260401' }],
          metadata: { kept: '1', changed: '1', removed: '1' },
        });
        const updated = await client.beta.agents.update(made.id, {
          version: 1,
          system: 'New.',
          tools: [],
          metadata: { changed: '2', removed: null, added: '1' },
        });
        expect(updated).toMatchObject({ version: 2, system: 'New.', description: 'Stays.', tools: [] });
        expect(updated.metadata).toEqual({ kept: '1', changed: '2', added: '1' });
        const first = await client.beta.agents.retrieve(made.id, { version: 1 });
        expect(first).toMatchObject({ version: 1, system: 'Old.', metadata: made.metadata });
      });

      it('are cleared by null key by key, and by nothing else: an effort that an update leaves out stays', async () => {
        const made = await makeAgent({
          model: { id: target.model, effort: 'low', speed: 'standard' },
          system: 'Old.',
          description: 'Old.',
          tools: [{ type: 'mcp_toolset', mcp_server_name: 'docs' }],
          mcp_servers: [{ type: 'url', name: 'docs', url: 'https://example.org/mcp' }],
          skills: [{ type: 'anthropic', skill_id: 'xlsx' }],
          metadata: { removed: '1' },
        });
        const kept = await client.beta.agents.update(made.id, {
          version: 1,
          model: target.model,
          metadata: {},
        });
        expect(kept).toMatchObject({
          version: 1,
          model: { effort: { type: 'low' } },
          metadata: { removed: '1' },
        });
        const cleared = await client.beta.agents.update(made.id, {
          version: 1,
          name: made.name,
          model: { id: target.model, speed: 'standard', effort: null },
          system: null,
          description: null,
          tools: null,
          mcp_servers: null,
          skills: null,
          multiagent: null,
          execution_identity: null,
          metadata: { removed: null },
        });
        expect(cleared).toMatchObject({
          ...{ version: 2, system: null, description: null, multiagent: null },
          ...{ tools: [], mcp_servers: [], skills: [], metadata: {} },
          execution_identity: { type: 'service_account' },
        });
        expect(cleared.model.effort).toEqual((await makeAgent()).model.effort);
      });

      it('list as versions what they are alone: whole agents', async () => {
        const made = await makeAgent({ system: 'One.', metadata: { owner: 'support' } });
        const updated = await client.beta.agents.update(made.id, { version: 1, system: 'Two.' });
        const { data } = await client.beta.agents.versions.list(made.id);
        expect(data).toEqual([updated, await client.beta.agents.retrieve(made.id, { version: 1 })]);
        expect(updated.metadata).toEqual({ owner: 'support' });
      });

      it('list their versions, newest first, page by page, each with the time that it was made', async () => {
        const made = await makeAgent({ system: '1' });
        const updates = [];
        for (const version of [1, 2, 3]) {
          updates.push(await client.beta.agents.update(made.id, { version, system: `${version + 1}` }));
        }
        const first = await client.beta.agents.versions.list(made.id, { limit: 3 });
        expect(first.data.map(({ version, system }) => [version, system])).toEqual([
          [4, '4'],
          [3, '3'],
          [2, '2'],
        ]);
        expect(first.data.map(({ updated_at }) => updated_at)).toEqual(
          updates.map(({ updated_at }) => updated_at).reverse(),
        );
        expect(first.next_page).toEqual(expect.any(String));
        const second = await client.beta.agents.versions.list(made.id, {
          limit: 3,
          page: first.next_page ?? '',
        });
        expect(second.data.map(({ id, version }) => [id, version])).toEqual([[made.id, 1]]);
        expect(second.next_page ?? null).toBeNull();
        const whole = await client.beta.agents.versions.list(made.id, { limit: 100 });
        expect(whole.data).toHaveLength(4);
        await expect(
          refusal(client.beta.agents.versions.list(made.id, { limit: 101 })),
        ).resolves.toMatchObject({ status: 400 });
      });

      it('still list their versions when they are archived', async () => {
        const made = await makeAgent();
        await client.beta.agents.archive(made.id);
        const { data } = await client.beta.agents.versions.list(made.id);
        expect(data.map(({ version }) => version)).toEqual([1]);
      });

      it('make no version of an update that changes nothing', async () => {
        const same = { system: 'Answer with the one word YES.', name: 'pin-gate contract', metadata: {} };
        const updated = await client.beta.agents.update(agent, { version: 2, ...same });
        expect(updated.version).toBe(2);
        await expect(client.beta.agents.update(agent, same)).resolves.toEqual(updated);
      });

      it('refuse an update of another version than the current one, even if it changes nothing', async () => {
        const current = await client.beta.agents.retrieve(agent);
        for (const version of [1, 3]) {
          const { status } = await refusal(
            client.beta.agents.update(agent, { version, system: current.system }),
          );
          expect(status).toBe(409);
        }
      });

      it('let the last write win when an update names no version', async () => {
        const made = await makeAgent({ system: 'One.' });
        await client.beta.agents.update(made.id, { system: 'Two.' });
        await expect(client.beta.agents.update(made.id, { system: 'Three.' })).resolves.toMatchObject({
          version: 3,
          system: 'Three.',
        });
      });

      it('list their versions newest first, a page at a time', async () => {
        const made = await makeAgent({ system: 'One.' });
        await client.beta.agents.update(made.id, { system: 'Two.' });
        await client.beta.agents.update(made.id, { system: 'Three.' });
        const page = await client.beta.agents.versions.list(made.id, { limit: 2 });
        expect(page.data.map(({ version, system }) => [version, system])).toEqual([
          [3, 'Three.'],
          [2, 'Two.'],
        ]);
        expect(page.hasNextPage()).toBe(true);
        const last = await page.getNextPage();
        expect(last.data.map(({ version }) => version)).toEqual([1]);
        expect(last.next_page).toBeNull();
      });

      it('say what is missing', async () => {
        const version = refusal(client.beta.agents.retrieve(agent, { version: 999 }));
        await expect(version).resolves.toEqual({ status: 404, message: 'Agent version not found.' });
        const missing = refusal(client.beta.agents.retrieve('agent_011CZkYpogX7uDKUyvBTophP'));
        await expect(missing).resolves.toEqual({ status: 404, message: 'Agent not found.' });
        const malformed = refusal(client.beta.agents.retrieve('triage'));
        await expect(malformed).resolves.toEqual({ status: 400, message: 'Invalid agent ID.' });
      });

      it('can be read but neither changed nor run once they are archived', async () => {
        const made = await makeAgent();
        const archived = await client.beta.agents.archive(made.id);
        expect(archived.archived_at).toEqual(expect.any(String));
        await expect(client.beta.agents.archive(made.id)).resolves.toEqual(archived);
        await expect(client.beta.agents.retrieve(made.id, { version: 1 })).resolves.toEqual(archived);
        expect((await client.beta.agents.versions.list(made.id)).data).toEqual([archived]);
        await expect(refusal(client.beta.agents.update(made.id, { name: 'other' }))).resolves.toEqual({
          status: 400,
          message: 'Cannot modify archived agent',
        });
        const message = `agent ${made.id} is archived and cannot be used to create a session`;
        for (const selector of [made.id, { type: 'agent' as const, id: made.id, version: 1 }]) {
          await expect(refusal(makeSession({ agent: selector }))).resolves.toEqual({ status: 400, message });
        }
      });

      it('leave the default list when they are archived', async () => {
        const made = await makeAgent();
        await client.beta.agents.archive(made.id);
        const newest = async (include_archived: boolean) =>
          (await client.beta.agents.list({ include_archived, limit: 5 })).data.map(({ id }) => id);
        expect(await newest(false)).not.toContain(made.id);
        expect(await newest(true)).toContain(made.id);
      });

      it.each([
        ['system of 100,000 characters', { system: 'x'.repeat(100_000) }, true],
        ['system of 100,001 characters', { system: 'x'.repeat(100_001) }, false],
        ['metadata of 16 pairs', { metadata: pairs(16) }, true],
        ['metadata of 17 pairs', { metadata: pairs(17) }, false],
        ['metadata key of 64 characters', { metadata: { ['k'.repeat(64)]: '' } }, true],
        ['metadata key of 65 characters', { metadata: { ['k'.repeat(65)]: '' } }, false],
        ['metadata value of 512 characters', { metadata: { k: 'v'.repeat(512) } }, true],
        ['metadata value of 513 characters', { metadata: { k: 'v'.repeat(513) } }, false],
      ])('have limits: %s', async (_, params, isAccepted) => {
        if (isAccepted) await expect(makeAgent(params)).resolves.toMatchObject(params);
        else await expect(refusal(makeAgent(params))).resolves.toMatchObject({ status: 400 });
      });
    });

    describe('sessions', () => {
      it('keep the version they are pinned to, and take the newest for a bare id', async () => {
        const pinned = await makeSession({ metadata: { run: '7' }, title: 'a trial' });
        expect(pinned).toMatchObject({
          id: expect.stringMatching(/^sesn_/),
          type: 'session',
          status: 'idle',
          agent: { id: agent, version: 1, system: 'Answer with the one word OK.' },
          environment_id: environment,
          title: 'a trial',
          metadata: { run: '7' },
          archived_at: null,
        });
        const bare = await makeSession({ agent });
        expect(bare.agent).toMatchObject({ version: 2, system: 'Answer with the one word YES.' });
      });

      it('replace what they override, for themselves alone', async () => {
        const overriding = await makeSession({
          agent: { type: 'agent_with_overrides', id: agent, version: 1, system: 'Answer NO.' },
        });
        expect(overriding.agent).toMatchObject({ version: 1, system: 'Answer NO.' });
        const other = await makeSession();
        expect(other.agent.system).toBe('Answer with the one word OK.');
      });

      it('replace a model but for its effort, and everything else as a whole; null clears the prompt', async () => {
        const made = await makeAgent({
          model: { id: target.model, effort: 'low' },
          system: 'Old.',
          tools: [{ type: 'mcp_toolset', mcp_server_name: 'docs' }],
          mcp_servers: [{ type: 'url', name: 'docs', url: 'https://example.org/mcp' }],
          skills: [{ type: 'anthropic', skill_id: 'xlsx' }],
        });
        const over = (overrides: object) =>
          makeSession({ agent: { type: 'agent_with_overrides', id: made.id, version: 1, ...overrides } });
        const { agent: other } = await over({
          model: { id: target.model, speed: 'standard', effort: 'high' },
          system: null,
          ...{ tools: [], mcp_servers: [], skills: [] },
        });
        expect(other).toMatchObject({
          ...{ version: 1, system: null, tools: [], mcp_servers: [], skills: [] },
          model: { id: target.model, effort: { type: 'low' } },
        });
        const { agent: same } = await over({});
        expect(same).toMatchObject({ system: 'Old.', model: made.model, tools: made.tools });
        await expect(client.beta.agents.retrieve(made.id)).resolves.toEqual(made);
      });

      it('cannot replace a name, a description or metadata', async () => {
        for (const extra of [{ name: 'other' }, { description: 'other' }, { metadata: {} }]) {
          const body = JSON.stringify({
            agent: { type: 'agent_with_overrides', id: agent, version: 1, ...extra },
            environment_id: environment,
          });
          const { status } = await probe(target, '/v1/sessions', {}, { method: 'POST', body });
          expect(status).toBe(400);
        }
      });

      it('need a version that exists', async () => {
        const missing = refusal(makeSession({ agent: { type: 'agent', id: agent, version: 999 } }));
        await expect(missing).resolves.toEqual({ status: 404, message: 'agent.version: 999 not found' });
      });

      it.each([
        [50, true],
        [51, false],
      ])('take %i initial events: %s', async (count, isAccepted) => {
        const initial_events = Array.from({ length: count }, () => say('Hello.'));
        const made = makeSession({ initial_events });
        if (isAccepted) await expect(made).resolves.toMatchObject({ status: 'running' });
        else await expect(refusal(made)).resolves.toMatchObject({ status: 400 });
      });

      it('take no interrupt among the initial events', async () => {
        const body = JSON.stringify({
          agent,
          environment_id: environment,
          initial_events: [{ type: 'user.interrupt' }],
        });
        const { status } = await probe(target, '/v1/sessions', {}, { method: 'POST', body });
        expect(status).toBe(400);
      });

      it('can be listed by agent, version, status and time, both ways', async () => {
        const made = await makeAgent({ system: 'One.' });
        await client.beta.agents.update(made.id, { system: 'Two.' });
        const pin = (version: number) => ({ type: 'agent' as const, id: made.id, version });
        const first = await makeSession({ agent: pin(1) });
        const second = await makeSession({ agent: pin(2) });
        const third = await makeSession({ agent: pin(2) });
        const ids = async (query: Anthropic.Beta.SessionListParams) => {
          const listed: string[] = [];
          for await (const { id } of client.beta.sessions.list({ agent_id: made.id, ...query }))
            listed.push(id);
          return listed;
        };
        expect(await ids({})).toEqual([third.id, second.id, first.id]);
        expect(await ids({ order: 'asc', limit: 1 })).toEqual([first.id, second.id, third.id]);
        expect(await ids({ agent_version: 1 })).toEqual([first.id]);
        expect(await ids({ statuses: ['idle', 'running'], order: 'asc' })).toHaveLength(3);
        expect(await ids({ statuses: ['terminated'] })).toEqual([]);
        expect(await ids({ 'created_at[lt]': first.created_at })).toEqual([]);
        expect(await ids({ 'created_at[lte]': first.created_at, order: 'asc' })).toContain(first.id);
        expect(await ids({ 'created_at[gt]': third.created_at })).toEqual([]);
        expect(await ids({ 'created_at[gte]': third.created_at })).toContain(third.id);
        await archive(second.id);
        expect(await ids({})).toEqual([third.id, first.id]);
        expect(await ids({ include_archived: true })).toEqual([third.id, second.id, first.id]);
      });

      it('can be listed backwards by prev_page', async () => {
        const made = await makeAgent();
        const selector = { type: 'agent' as const, id: made.id, version: 1 };
        const sessions = [];
        for (let count = 0; count < 3; count += 1) sessions.push(await makeSession({ agent: selector }));
        const [oldest, middle, newest] = sessions.map(({ id }) => id);
        const query = { agent_id: made.id, limit: 2 };
        const first = await client.beta.sessions.list(query);
        expect(first.data.map(({ id }) => id)).toEqual([newest, middle]);
        expect(first.prev_page).toBeNull();
        const second = await first.getNextPage();
        expect(second.data.map(({ id }) => id)).toEqual([oldest]);
        expect(second.next_page).toBeNull();
        const back = await client.beta.sessions.list({ ...query, page: second.prev_page });
        expect(back.data.map(({ id }) => id)).toEqual([newest, middle]);
      });

      it('take a new title and a patch of metadata', async () => {
        const { id } = await makeSession({ metadata: { kept: '1', removed: '1' } });
        const updated = await client.beta.sessions.update(id, {
          title: 'renamed',
          metadata: { removed: null, added: '1' },
        });
        expect(updated).toMatchObject({ title: 'renamed', metadata: { kept: '1', added: '1' } });
        expect(updated.metadata).not.toHaveProperty('removed');
      });
    });

    describe('a turn', () => {
      it('is created running and passes through its events in order, on the stream as in the history', async () => {
        const made = await makeSession({ initial_events: [say('Hello.')] });
        expect(made.status).toBe('running');
        expect(made).not.toHaveProperty('initial_events');
        const streamed = await collectStream(
          client,
          made.id,
          ({ type }) => type === 'session.status_idle',
          target.turnMs,
        );
        const listed = await listEvents(client, made.id);
        const types: readonly string[] = listed.map(({ type }) => type);
        const firsts = turnOrder.map((type) => types.indexOf(type));
        expect(firsts).not.toContain(-1);
        expect(firsts).toEqual(firsts.toSorted((a, b) => a - b));
        // The stream may have been opened late, but what it says is what the history says.
        const ids = listed.map(({ id }) => id);
        const streamedIds = streamed.flatMap((event) => ('id' in event ? [event.id] : []));
        expect(ids.slice(-streamedIds.length)).toEqual(streamedIds);
        expect(listed.find(({ type }) => type === 'session.status_idle')).toMatchObject({
          stop_reason: { type: 'end_turn' },
        });
        expect(listed.find(({ type }) => type === 'user.message')).toMatchObject({
          content: [{ type: 'text', text: 'Hello.' }],
          processed_at: expect.any(String),
        });
        expect(listed.findLast(({ type }) => type === 'agent.message')).toMatchObject({
          content: [{ type: 'text', text: expect.any(String) }],
        });
      });

      it('counts usage once it is over: the sum of its model requests', async () => {
        const made = await makeSession({ initial_events: [say('Hello.')] });
        expect(made.usage).toMatchObject({ input_tokens: 0, output_tokens: 0 });
        const { usage } = await untilStatus(made.id, 'idle');
        const sum = { input_tokens: 0, output_tokens: 0, cache_read_input_tokens: 0 };
        for (const event of await listEvents(client, made.id)) {
          if (event.type !== 'span.model_request_end') continue;
          sum.input_tokens += event.model_usage.input_tokens;
          sum.output_tokens += event.model_usage.output_tokens;
          sum.cache_read_input_tokens += event.model_usage.cache_read_input_tokens;
        }
        expect(sum.output_tokens).toBeGreaterThan(0);
        expect(usage).toMatchObject(sum);
        expect(usage.active_seconds).toBeGreaterThan(0);
        expect(usage.list_cost).toMatchObject({ amount: expect.stringMatching(/^\d+$/), currency: 'USD' });
      });

      it('starts with a message that is sent, which comes back queued', async () => {
        const { id } = await makeSession();
        const sent = await client.beta.sessions.events.send(id, { events: [say('Hello.')] });
        expect(sent.data).toEqual([
          { id: expect.stringMatching(/^sevt_/), ...say('Hello.'), processed_at: null },
        ]);
        const idle = await poll(target.turnMs, async () => {
          const events = await listEvents(client, id);
          return events.some(({ type }) => type === 'session.status_idle') ? events : undefined;
        });
        expect(idle.find(({ type }) => type === 'user.message')).toMatchObject({
          id: sent.data?.[0]?.id,
          processed_at: expect.any(String),
        });
      });

      it('is streamed live only: nothing is repeated for who comes late', async () => {
        const { id } = await makeSession({ initial_events: [say('Hello.')] });
        await untilStatus(id, 'idle');
        const late = await collectStream(client, id, () => false, target.silenceMs);
        expect(late.map(({ type }) => type)).toEqual([]);
      });

      it('can be listed by type, newest first, a page at a time', async () => {
        const { id } = await makeSession({ initial_events: [say('Hello.')] });
        await untilStatus(id, 'idle');
        const messages = await client.beta.sessions.events.list(id, {
          types: ['agent.message', 'user.message'],
        });
        expect(messages.data.map(({ type }) => type)).toEqual(['user.message', 'agent.message']);
        const newest = await client.beta.sessions.events.list(id, { order: 'desc', limit: 1 });
        expect(newest.data).toHaveLength(1);
        expect(newest.hasNextPage()).toBe(true);
        const all = await listEvents(client, id);
        const backwards: string[] = [];
        for await (const event of newest) backwards.push(event.id);
        expect(backwards).toEqual(all.map((event) => event.id).reverse());
      });

      it('keeps its session from being archived or deleted while it is on', async () => {
        const { id } = await makeSession({ initial_events: [say('Write a story of 200 words.')] });
        await expect(refusal(client.beta.sessions.archive(id))).resolves.toEqual({
          status: 400,
          message: `Session ${id} cannot be archived while its status is "running". ${notTurned}`,
        });
        await expect(refusal(client.beta.sessions.delete(id))).resolves.toMatchObject({
          status: 400,
          message: expect.stringMatching(/^Cannot delete session while it is running\. /),
        });
        const archived = await archive(id);
        expect(archived.archived_at).toEqual(expect.any(String));
        await expect(client.beta.sessions.retrieve(id)).resolves.toMatchObject({ id, status: 'idle' });
      });

      it('goes idle when it is interrupted, and can be archived after that', async () => {
        const { id } = await makeSession({ initial_events: [say('Write a story of 2,000 words.')] });
        const { data } = await client.beta.sessions.events.send(id, { events: [{ type: 'user.interrupt' }] });
        expect(data).toMatchObject([{ type: 'user.interrupt', id: expect.stringMatching(/^sevt_/) }]);
        await untilStatus(id, 'idle');
        const types = (await listEvents(client, id)).map(({ type }) => type);
        expect(types).toContain('user.interrupt');
        expect(types).toContain('session.status_idle');
        await expect(archive(id)).resolves.toMatchObject({ id, archived_at: expect.any(String) });
      });

      it('leaves nothing behind when its session is deleted', async () => {
        const { id } = await makeSession();
        const stream = collectStream(client, id, () => false, target.turnMs);
        // The stream is open when its headers are there, which `collectStream` does not tell.
        await new Promise((resolve) => setTimeout(resolve, target.silenceMs));
        await expect(client.beta.sessions.delete(id)).resolves.toEqual({ id, type: 'session_deleted' });
        expect((await stream).map(({ type }) => type)).toEqual(['session.deleted']);
        await expect(refusal(client.beta.sessions.retrieve(id))).resolves.toMatchObject({ status: 404 });
      });
    });
  });
}

function pairs(count: number): Record<string, string> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`key${index}`, 'value']));
}
