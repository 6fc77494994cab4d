import Anthropic from '@anthropic-ai/sdk';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { RateLimits } from '../../../emulator/managed-agents/http/rateLimit.ts';
import { agent, environment, refused, type Started, startEmulator } from './startEmulator.ts';

describe('rate limits', () => {
  let started: Started | undefined;
  const start = async (rateLimits: RateLimits) => {
    started = await startEmulator({ rateLimits });
    return started;
  };
  afterEach(() => started?.emulator.close());

  it('let a burst pass, then as many as flow in; a 429 says when', async () => {
    const { client, clock } = await start({ create: { perMinute: 30, burst: 2 } });
    const create = () => client.beta.sessions.create({ agent, environment_id: environment });
    await create();
    await create();
    const error = await refused(create());
    expect(error).toMatchObject({ status: 429, type: 'rate_limit_error' });
    expect(error.headers?.get('retry-after')).toBe('2');
    clock.advance(1999);
    expect((await refused(create())).headers?.get('retry-after')).toBe('1');
    clock.advance(1);
    await create();
    await refused(create());
  });

  it('never hold more than a burst, however long nobody asks', async () => {
    const { client, clock } = await start({ create: { perMinute: 60, burst: 1 } });
    const create = () => client.beta.sessions.create({ agent, environment_id: environment });
    clock.advance(3_600_000);
    await create();
    expect((await refused(create())).status).toBe(429);
  });

  it('say on every answer what is left', async () => {
    const { client, clock } = await start({ read: { perMinute: 120 } });
    const { response } = await client.beta.agents.retrieve(agent).withResponse();
    expect(response.headers.get('anthropic-ratelimit-requests-limit')).toBe('120');
    expect(response.headers.get('anthropic-ratelimit-requests-remaining')).toBe('119');
    expect(response.headers.get('anthropic-ratelimit-requests-reset')).toBe(
      new Date(clock.now() + 500).toISOString(),
    );
  });

  it('count creates, reads and the rest apart; a stream is a read', async () => {
    const { client, createSession } = await start({
      create: { perMinute: 1 },
      read: { perMinute: 1 },
      other: { perMinute: 1 },
    });
    const id = await createSession();
    const stream = await client.beta.sessions.events.stream(id);
    stream.controller.abort();
    await client.beta.sessions.events.send(id, { events: [{ type: 'user.interrupt' }] });
    expect((await refused(createSession())).status).toBe(429);
    expect((await refused(client.beta.sessions.retrieve(id))).status).toBe(429);
    expect((await refused(client.beta.sessions.archive(id))).status).toBe(429);
  });

  it('are not met by requests without a key', async () => {
    const { emulator, client } = await start({ read: { perMinute: 1 } });
    const stranger = new Anthropic({ apiKey: '', baseURL: emulator.url, maxRetries: 0 });
    await expect(stranger.beta.agents.retrieve(agent)).rejects.toThrow();
    await client.beta.agents.retrieve(agent);
  });
});
