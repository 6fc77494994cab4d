import Anthropic from '@anthropic-ai/sdk';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { ManagedAgentsOptions } from '../../../emulator/managed-agents/options.ts';
import { agent, environment, openStream, refused, type Started, startEmulator } from './startEmulator.ts';

describe('createManagedAgents', () => {
  const all: Started[] = [];
  const start = async (options: Partial<ManagedAgentsOptions> = {}) => {
    const one = await startEmulator(options);
    all.push(one);
    return one;
  };
  afterEach(async () => {
    for (const { emulator } of all.splice(0)) await emulator.close();
  });

  it('starts with the agents, versions and environments of its seed state, under their ids', async () => {
    const { client } = await start({
      seedState: {
        environments: [{ id: 'env_old', name: 'old', archived: true }],
        agents: [
          { id: 'agent_gone', archived: true, versions: [{ name: 'gone', model: 'claude-haiku-4-5' }] },
          {
            id: 'agent_kept',
            versions: [
              { name: 'kept', model: 'claude-haiku-4-5', system: 'One.' },
              { name: 'kept', model: 'claude-opus-5', system: 'Two.' },
            ],
          },
        ],
      },
    });
    expect(await client.beta.environments.retrieve('env_old')).toMatchObject({
      name: 'old',
      archived_at: '2026-08-01T00:00:00.000Z',
    });
    expect(await client.beta.agents.retrieve('agent_gone')).toMatchObject({
      archived_at: '2026-08-01T00:00:00.000Z',
    });
    expect(await client.beta.agents.retrieve('agent_kept', { version: 1 })).toMatchObject({
      system: 'One.',
      archived_at: null,
    });
    expect(await client.beta.agents.retrieve('agent_kept')).toMatchObject({
      version: 2,
      model: { id: 'claude-opus-5' },
    });
  });

  it.each([
    ['an id that is none of an agent', { agents: [{ id: 'triage', versions: [{ name: 'a', model: 'm' }] }] }],
    ['an agent without versions', { agents: [{ id: 'agent_a', versions: [] }] }],
    ['an unknown key', { agent: [] }],
  ])('refuses a seed state with %s', async (_, content) => {
    const seedState = JSON.parse(JSON.stringify(content));
    await expect(start({ seedState })).rejects.toMatchObject({ name: 'ZodError' });
  });

  it('gives the same ids and the same random numbers for the same seed, and others for another', async () => {
    const run = async (seed: number) => {
      const numbers: number[] = [];
      const { client, clock, createSession, history } = await start({
        seed,
        model: {
          answer: ({ random }) => {
            numbers.push(random(), random());
            return { reply: '', latencyMs: 0, inputTokens: 0, outputTokens: 0 };
          },
        },
      });
      const made = await client.beta.agents.create({ name: 'a', model: 'm' });
      const session = await createSession();
      clock.advance(2000);
      return { made: made.id, session, numbers, events: (await history(session)).map(({ id }) => id) };
    };
    const first = await run(7);
    expect(await run(7)).toEqual(first);
    const other = await run(8);
    expect(other.made).not.toBe(first.made);
    expect(other.numbers).not.toEqual(first.numbers);
    expect(new Set(first.events).size).toBe(first.events.length);
  });

  it('gives a session its random numbers by what it is about, whatever the order of requests', async () => {
    const run = async (texts: readonly string[]) => {
      const numbers: [string, number][] = [];
      const { clock, createSession } = await start({
        model: {
          answer: ({ text, random }) => {
            numbers.push([text, random()]);
            return { reply: '', latencyMs: 0, inputTokens: 0, outputTokens: 0 };
          },
        },
      });
      for (const text of texts) await createSession(text);
      clock.advance(2000);
      return numbers.sort();
    };
    const numbers = await run(['a', 'b', 'a', 'c']);
    expect(await run(['c', 'a', 'b', 'a'])).toEqual(numbers);
    expect(new Set(numbers.map(([, number]) => number)).size).toBe(4);
  });

  it('varies delays by the jitter, within its share', async () => {
    const { clock, createSession, types } = await start({
      latencies: { pickUpMs: 100, settleMs: 0, jitter: 0.5 },
    });
    const moments: number[] = [];
    for (let count = 0; count < 20; count += 1) {
      const id = await createSession(`${count}`);
      let waited = 0;
      while ((await types(id)).length === 1) {
        clock.advance(10);
        waited += 10;
      }
      moments.push(waited);
    }
    expect(Math.min(...moments)).toBeGreaterThanOrEqual(50);
    expect(Math.max(...moments)).toBeLessThanOrEqual(150);
    expect(new Set(moments).size).toBeGreaterThan(5);
  });

  it('accepts the keys it is given, in either header, and no others', async () => {
    const { emulator } = await start({ keys: ['right'] });
    const ask = (options: { apiKey?: string; defaultHeaders?: Record<string, string | null> }) =>
      new Anthropic({ baseURL: emulator.url, maxRetries: 0, ...options }).beta.agents.retrieve(agent);
    await ask({ apiKey: 'right' });
    await ask({ apiKey: 'unused', defaultHeaders: { authorization: null, 'x-api-key': 'right' } });
    expect(await refused(ask({ apiKey: 'wrong' }))).toMatchObject({
      status: 401,
      type: 'authentication_error',
    });
  });

  it('counts requests by route and by status', async () => {
    const { client, emulator, createSession } = await start();
    const id = await createSession();
    (await openStream(client, id)).close();
    await client.beta.sessions.events.list(id);
    await refused(client.beta.sessions.archive(id));
    await refused(client.get('/v1/nothing'));
    expect(emulator.requests()).toEqual({
      total: 5,
      byRoute: {
        'POST /v1/sessions': 1,
        'GET /v1/sessions/:id/events/stream': 1,
        'GET /v1/sessions/:id/events': 1,
        'POST /v1/sessions/:id/archive': 1,
        unknown: 1,
      },
      byStatus: { 200: 3, 400: 1, 404: 1 },
    });
  });

  it('is as new after a reset: streams end, sessions are gone, faults and counts start again', async () => {
    const { client, clock, emulator, createSession } = await start({
      faults: [{ on: 'request', request: 'POST /v1/agents', do: [{ type: 'respond', status: 500 }] }],
    });
    const create = () => client.beta.agents.create({ name: 'a', model: 'm' });
    await refused(create());
    const id = await createSession();
    const stream = await openStream(client, id);
    emulator.reset();
    expect(await stream.ended).toBe('clean');
    expect(clock.waiting).toBe(0);
    expect(emulator.requests().total).toBe(0);
    expect((await refused(client.beta.sessions.retrieve(id))).status).toBe(404);
    await refused(create());
    expect(await createSession()).toBe(id);
  });

  it('reports its sessions as a client would read them', async () => {
    const { emulator, createSession } = await start();
    const id = await createSession('Hello.', 2, { run: '1' });
    expect(emulator.sessions()).toEqual([
      { id, agent, version: 2, status: 'running', archived: false, metadata: { run: '1' } },
    ]);
  });

  it('closes with streams open and turns under way', async () => {
    const { client, clock, emulator, createSession } = await startEmulator();
    const stream = await openStream(client, await createSession());
    await emulator.close();
    await emulator.close();
    await stream.ended;
    expect(clock.waiting).toBe(0);
    await expect(client.beta.environments.retrieve(environment)).rejects.toBeInstanceOf(
      Anthropic.APIConnectionError,
    );
  });

  it('listens on the port it is given, and says so when it is taken', async () => {
    const { emulator } = await start();
    const port = Number(new URL(emulator.url).port);
    await expect(startEmulator({ port })).rejects.toThrow('EADDRINUSE');
  });
});
