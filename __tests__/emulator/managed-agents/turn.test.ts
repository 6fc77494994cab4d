import { afterEach, describe, expect, it } from '@jest/globals';
import type { ModelTurn } from '../../../emulator/managed-agents/model.ts';
import type { ManagedAgentsOptions } from '../../../emulator/managed-agents/options.ts';
import {
  agent,
  echo,
  environment,
  openStream,
  refused,
  type Started,
  startEmulator,
  until,
} from './startEmulator.ts';

const whole = [
  'session.status_running',
  'session.thread_status_running',
  'user.message',
  'span.model_request_start',
  'agent.message',
  'span.model_request_end',
  'session.thread_status_idle',
  'session.usage',
  'session.status_idle',
];
const say = (text: string) => ({ type: 'user.message' as const, content: [{ type: 'text' as const, text }] });

describe('a turn', () => {
  let started: Started | undefined;
  const start = async (options: Partial<ManagedAgentsOptions> = {}) => {
    started = await startEmulator(options);
    return started;
  };
  afterEach(() => started?.emulator.close());

  it('begins after the pick-up, answers after the latency, and the status follows its idle event', async () => {
    const { client, clock, createSession, types } = await start();
    const id = await createSession();
    const status = async () => (await client.beta.sessions.retrieve(id)).status;
    clock.advance(9);
    expect(await types(id)).toEqual(['user.message']);
    clock.advance(1);
    expect(await types(id)).toEqual(whole.slice(0, 4));
    clock.advance(999);
    expect(await types(id)).toHaveLength(4);
    clock.advance(1);
    expect(await types(id)).toEqual(whole);
    clock.advance(49);
    expect(await status()).toBe('running');
    expect((await refused(client.beta.sessions.archive(id))).status).toBe(400);
    clock.advance(1);
    expect(await status()).toBe('idle');
    await client.beta.sessions.archive(id);
    expect(clock.waiting).toBe(0);
  });

  it('leaves a session that was sent a message idle until it is picked up', async () => {
    const { client, clock, types } = await start();
    const { id } = await client.beta.sessions.create({ agent, environment_id: environment });
    await client.beta.sessions.events.send(id, { events: [say('Hello.')] });
    expect((await client.beta.sessions.retrieve(id)).status).toBe('idle');
    clock.advance(10);
    expect((await client.beta.sessions.retrieve(id)).status).toBe('running');
    clock.advance(1000);
    expect(await types(id)).toEqual(whole);
  });

  it('gives the model what it needs to answer', async () => {
    const turns: ModelTurn[] = [];
    const { clock, createSession } = await start({
      model: {
        answer: (turn) => {
          turns.push(turn);
          return echo(turn);
        },
      },
    });
    const session = await createSession('What is it?', 2, { trial: '7' });
    clock.advance(2000);
    expect(turns).toEqual([
      {
        agent,
        version: 2,
        system: 'Two.',
        model: 'claude-haiku-4-5',
        text: 'What is it?',
        session,
        turn: 1,
        metadata: { trial: '7' },
        random: expect.any(Function),
      },
    ]);
  });

  it('says several messages at even distances, the last one at the end of the latency', async () => {
    const { clock, createSession, history } = await start({
      model: { answer: (turn) => ({ ...echo(turn), reply: ['Let me see.', 'Done.'] }) },
    });
    const id = await createSession();
    const said = async () => (await history(id)).filter(({ type }) => type === 'agent.message').length;
    clock.advance(10 + 499);
    expect(await said()).toBe(0);
    clock.advance(1);
    expect(await said()).toBe(1);
    clock.advance(500);
    expect(await said()).toBe(2);
  });

  it('charges tokens, time and cents once it is over', async () => {
    const { client, clock, createSession, history } = await start({
      model: {
        answer: (turn) => ({
          ...echo(turn),
          inputTokens: 20_000,
          outputTokens: 1_000,
          cacheReadTokens: 10_000,
          cacheCreationTokens: 4_000,
        }),
      },
    });
    const id = await createSession();
    clock.advance(1009);
    expect((await client.beta.sessions.retrieve(id)).usage).toMatchObject({
      input_tokens: 0,
      active_seconds: 0,
    });
    clock.advance(60);
    const { usage } = await client.beta.sessions.retrieve(id);
    // (20,000 + 10,000 / 10 + 4,000 × 5/4) × 1 USD/M + 1,000 × 5 USD/M + 1 s × 0.08 USD/h = 3.1 cents
    expect(usage).toEqual({
      input_tokens: 20_000,
      output_tokens: 1_000,
      cache_read_input_tokens: 10_000,
      cache_creation: { ephemeral_5m_input_tokens: 4_000, ephemeral_1h_input_tokens: 0 },
      list_cost: { amount: '3', currency: 'USD' },
      active_seconds: 1,
    });
    expect((await history(id)).find(({ type }) => type === 'session.usage')).toMatchObject({ usage });
  });

  it('can be interrupted at any time, and its session then rests', async () => {
    const { client, clock, createSession, types } = await start();
    for (const moment of [0, 500]) {
      const id = await createSession();
      clock.advance(moment);
      await client.beta.sessions.events.send(id, { events: [{ type: 'user.interrupt' }] });
      clock.advance(50);
      const request = moment === 0 ? [] : ['span.model_request_start'];
      const requestEnd = moment === 0 ? [] : ['span.model_request_end'];
      expect(await types(id)).toEqual([
        ...whole.slice(0, 3),
        ...request,
        'user.interrupt',
        ...requestEnd,
        ...whole.slice(6),
      ]);
      expect(await client.beta.sessions.archive(id)).toMatchObject({ status: 'idle' });
    }
    expect(clock.waiting).toBe(0);
  });

  it('goes on with what is sent while it is on, without going idle in between', async () => {
    const { client, clock, createSession, history } = await start();
    const id = await createSession('First.');
    clock.advance(500);
    await client.beta.sessions.events.send(id, { events: [say('Second.')] });
    const queued = (await history(id)).at(-1);
    expect(queued).toMatchObject({ type: 'user.message', processed_at: null });
    clock.advance(2000);
    const events = await history(id);
    expect(events.map(({ type }) => type)).toEqual([
      ...whole.slice(0, 6),
      ...whole.slice(2, 6),
      ...whole.slice(6),
    ]);
    expect(events.filter(({ type }) => type === 'agent.message')).toMatchObject([
      { content: [{ type: 'text', text: 'v1: First.' }] },
      { content: [{ type: 'text', text: 'v1: Second.' }] },
    ]);
  });

  it('waits for an answer after requires_action, and goes on with it', async () => {
    const { client, clock, createSession, history } = await start({
      model: {
        answer: (turn) => ({ ...echo(turn), ...(turn.turn === 1 ? { stopReason: 'requires_action' } : {}) }),
      },
    });
    const id = await createSession();
    clock.advance(2000);
    const events = await history(id);
    const use = events.find(({ type }) => type === 'agent.custom_tool_use')?.id ?? '';
    expect(events.at(-1)).toMatchObject({ stop_reason: { type: 'requires_action', event_ids: [use] } });
    const answer = (custom_tool_use_id: string) =>
      client.beta.sessions.events.send(id, {
        events: [
          { type: 'user.custom_tool_result', custom_tool_use_id, content: [{ type: 'text', text: '42' }] },
        ],
      });
    expect((await refused(answer('sevt_other'))).status).toBe(400);
    await answer(use);
    clock.advance(2000);
    expect((await history(id)).slice(-5)).toMatchObject([
      { type: 'agent.message', content: [{ text: 'v1: 42' }] },
      { type: 'span.model_request_end' },
      { type: 'session.thread_status_idle' },
      { type: 'session.usage' },
      { type: 'session.status_idle', stop_reason: { type: 'end_turn' } },
    ]);
  });

  it('makes no model request once the budget is used up', async () => {
    const { client, clock, types } = await start();
    const { id } = await client.beta.sessions.create({
      agent,
      environment_id: environment,
      budget: { type: 'limit', max_list_cost: { amount: '0', currency: 'USD' } },
      initial_events: [say('Hello.')],
    });
    clock.advance(10);
    expect(await types(id)).toEqual([...whole.slice(0, 3), ...whole.slice(6)]);
    const { data } = await client.beta.sessions.events.list(id, { types: ['session.status_idle'] });
    expect(data).toMatchObject([{ stop_reason: { type: 'budget_reached' }, stop_details: null }]);
  });

  it('shows thinking for a model with an effort', async () => {
    const { client, clock, types } = await start();
    const thinker = await client.beta.agents.create({
      name: 'thinker',
      model: { id: 'claude-opus-5', effort: 'high' },
    });
    const { id } = await client.beta.sessions.create({
      agent: thinker.id,
      environment_id: environment,
      initial_events: [say('Hello.')],
    });
    clock.advance(2000);
    expect((await types(id)).slice(3, 6)).toEqual([
      'span.model_request_start',
      'agent.thinking',
      'agent.message',
    ]);
  });

  it('leaves out what older recordings do not have, when it is told to', async () => {
    const { clock, createSession, history } = await start({ omit: ['session.usage', 'stop_details'] });
    const id = await createSession();
    clock.advance(2000);
    const events = await history(id);
    expect(events.map(({ type }) => type)).toEqual(whole.filter((type) => type !== 'session.usage'));
    expect(events.at(-1)).not.toHaveProperty('stop_details');
  });

  it('terminates the session when the model of the emulator throws', async () => {
    const { clock, createSession, history } = await start({
      model: {
        answer: () => {
          throw new Error('no script for this text');
        },
      },
    });
    const id = await createSession();
    clock.advance(2000);
    const events = await history(id);
    expect(events.find(({ type }) => type === 'session.error')).toMatchObject({
      error: {
        type: 'model_request_failed_error',
        message: "The emulator's model failed: no script for this text",
        retry_status: { type: 'terminal' },
      },
    });
    expect(events.at(-1)?.type).toBe('session.status_terminated');
  });

  it('reaches every stream that is open, and no stream hears what was before it', async () => {
    const { client, clock, createSession } = await start();
    const id = await createSession();
    const early = await openStream(client, id);
    clock.advance(500);
    const late = await openStream(client, id);
    clock.advance(1000);
    await until(() => early.events.length === whole.length && late.events.length === 5);
    expect(early.events.map(({ type }) => type)).toEqual(whole);
    expect(late.events.map(({ type }) => type)).toEqual(whole.slice(4));
    early.close();
    late.close();
  });
});
