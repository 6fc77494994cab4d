import Anthropic from '@anthropic-ai/sdk';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { FaultScript } from '../../../emulator/managed-agents/faults/faultScript.ts';
import { openStream, refused, type Started, startEmulator, until } from './startEmulator.ts';

describe('a fault script', () => {
  let started: Started | undefined;
  const start = async (faults: FaultScript) => {
    started = await startEmulator({ faults });
    return started;
  };
  afterEach(() => started?.emulator.close());

  const create = 'POST /v1/sessions';
  const drop = { on: 'request' as const, request: create };

  describe('rules', () => {
    it('apply in their order, as often as they say, after as many as they skip', async () => {
      const { createSession } = await start([
        { ...drop, skip: 1, times: 2, do: [{ type: 'respond', status: 500 }] },
        { ...drop, do: [{ type: 'respond', status: 503 }] },
      ]);
      const statuses = [];
      for (let count = 0; count < 5; count += 1) {
        statuses.push(
          await createSession().then(
            () => 200,
            (error) => error.status,
          ),
        );
      }
      // The first rule lets one pass, which the second one meets.
      expect(statuses).toEqual([503, 500, 500, 200, 200]);
    });

    it.each<[string, Partial<FaultScript[number]>, boolean[]]>([
      ['version', { version: 2 }, [false, true, true]],
      ['text', { text: 'usage' }, [true, false, true]],
      ['metadata', { metadata: { trial: '2' } }, [false, true, false]],
      ['number of the session', { session: 3 }, [false, false, true]],
      ['agent', { agent: 'agent_other' }, [false, false, false]],
      ['all of it', { version: 2, text: 'usage' }, [false, false, true]],
    ])('match by %s, in requests and in turns', async (_, facts, expected) => {
      const run = async (script: FaultScript) => {
        const { createSession, clock, types } = await start(script);
        const hits: boolean[] = [];
        const ask = (...question: Parameters<typeof createSession>) =>
          createSession(...question).then(
            async (id) => {
              clock.advance(2000);
              hits.push((await types(id)).includes('session.status_terminated'));
            },
            () => hits.push(true),
          );
        await ask('API usage', 1, { trial: '1' });
        await ask('Invoice', 2, { trial: '2' });
        await ask('API usage', 2, { trial: '3' });
        await started?.emulator.close();
        started = undefined;
        return hits;
      };
      const { on: _on, ...named } = { on: '', ...facts };
      const rule = { ...named, times: 'always' as const };
      expect(await run([{ on: 'turn', ...rule, do: [{ type: 'terminate' }] }])).toEqual(expected);
      const refusing = [{ ...drop, ...rule, do: [{ type: 'respond' as const, status: 500 }] }];
      // A refused create makes no session, so the third one is never made where the second one is refused.
      expect(await run(refusing)).toEqual(expected);
    });

    it('match methods and parts of paths by *', async () => {
      const { client, createSession } = await start([
        {
          on: 'request',
          request: '* /v1/sessions/*',
          times: 'always',
          do: [{ type: 'respond', status: 529 }],
        },
      ]);
      const id = await createSession();
      expect((await refused(client.beta.sessions.retrieve(id))).status).toBe(529);
      expect((await refused(client.beta.sessions.delete(id))).status).toBe(529);
      await client.beta.sessions.events.list(id);
    });

    it.each<[string, unknown, string]>([
      ['an unknown key', { on: 'turn', tmies: 2, do: [{ type: 'terminate' }] }, 'tmies'],
      ['an unknown action', { on: 'turn', do: [{ type: 'explode' }] }, 'do'],
      ['an action of another occasion', { on: 'stream', do: [{ type: 'terminate' }] }, 'do'],
      [
        'a request without a method',
        { on: 'request', request: '/v1/sessions', do: [{ type: 'delay', ms: 1 }] },
        'request',
      ],
      ['no action', { on: 'turn', do: [] }, 'do'],
    ])('are refused with %s', async (_, rule, place) => {
      const faults = JSON.parse(JSON.stringify([rule]));
      await expect(startEmulator({ faults })).rejects.toThrow(place);
    });
  });

  describe('on requests', () => {
    it('answers a 429 with retry-after, or without one as a spend limit does', async () => {
      const { createSession } = await start([
        { ...drop, do: [{ type: 'respond', status: 429, retryAfter: 7 }] },
        { ...drop, do: [{ type: 'respond', status: 429, message: 'You have reached your spend limit.' }] },
      ]);
      const limited = await refused(createSession());
      expect(limited).toMatchObject({ status: 429, type: 'rate_limit_error' });
      expect(limited.headers?.get('retry-after')).toBe('7');
      const spent = await refused(createSession());
      expect(spent.message).toContain('You have reached your spend limit.');
      expect(spent.headers?.get('retry-after')).toBeNull();
    });

    it.each([
      ['none', 0],
      ['done', 1],
    ] as const)('cuts the connection with effect %s: %i session is left behind', async (effect, left) => {
      const { createSession, emulator } = await start([{ ...drop, do: [{ type: 'drop', effect }] }]);
      await expect(createSession()).rejects.toBeInstanceOf(Anthropic.APIConnectionError);
      expect(emulator.sessions()).toHaveLength(left);
      expect(emulator.requests().byStatus).toEqual({ 0: 1 });
    });

    it('leaves a stray when the SDK retries a create that took effect', async () => {
      const { emulator, clock } = await start([
        { ...drop, do: [{ type: 'respond', status: 500, effect: 'done' }] },
      ]);
      const client = new Anthropic({ apiKey: 'key', baseURL: emulator.url, maxRetries: 1 });
      const made = await client.beta.sessions.create({ agent: 'agent_triage', environment_id: 'env_test' });
      expect(emulator.sessions().map(({ id }) => id)).toEqual([expect.any(String), made.id]);
      expect(clock.waiting).toBe(0);
    });

    it('delays', async () => {
      const { createSession, clock, emulator } = await start([{ ...drop, do: [{ type: 'delay', ms: 500 }] }]);
      const made = createSession();
      await until(() => clock.waiting === 1);
      clock.advance(499);
      expect(emulator.sessions()).toHaveLength(0);
      clock.advance(1);
      await made;
      expect(emulator.sessions()).toHaveLength(1);
    });
  });

  describe('on streams', () => {
    it('destroys the socket after so many frames', async () => {
      const { client, clock, createSession } = await start([
        { on: 'stream', do: [{ type: 'drop', afterFrames: 3 }] },
      ]);
      const id = await createSession();
      const first = await openStream(client, id);
      clock.advance(5000);
      const error = await first.ended;
      expect(first.events.map(({ type }) => type)).toEqual([
        'session.status_running',
        'session.thread_status_running',
        'user.message',
      ]);
      expect(error).toEqual(new TypeError('terminated'));
      // Used up: the second stream stays open.
      const second = await openStream(client, id);
      await client.beta.sessions.delete(id);
      expect(await second.ended).toBe('clean');
      expect(second.events.map(({ type }) => type)).toEqual(['session.deleted']);
    });

    it('ends silently after an event, or before the first', async () => {
      const { client, clock, createSession } = await start([
        { on: 'stream', do: [{ type: 'end' }] },
        { on: 'stream', do: [{ type: 'end', afterEvent: 'agent.message' }] },
      ]);
      const id = await createSession();
      const nothing = await openStream(client, id);
      expect(await nothing.ended).toBe('clean');
      const some = await openStream(client, id);
      clock.advance(5000);
      expect(await some.ended).toBe('clean');
      expect(nothing.events).toEqual([]);
      expect(some.events.map(({ type }) => type).slice(-2)).toEqual([
        'span.model_request_start',
        'agent.message',
      ]);
    });

    it('opens late, so that events are missed', async () => {
      const { client, clock, createSession } = await start([
        { on: 'stream', do: [{ type: 'delay', ms: 500 }] },
      ]);
      const id = await createSession();
      const opening = openStream(client, id);
      await until(() => clock.waiting === 2);
      clock.advance(500);
      const { events, close } = await opening;
      clock.advance(1000);
      await until(() => events.length === 5);
      expect(events[0]?.type).toBe('agent.message');
      close();
    });

    it('opens for nobody when the client has gone meanwhile', async () => {
      const { client, clock, createSession, types } = await start([
        { on: 'stream', do: [{ type: 'delay', ms: 500 }] },
      ]);
      const id = await createSession();
      const gone = new AbortController();
      const opening = client.beta.sessions.events.stream(id, undefined, { signal: gone.signal });
      await until(() => clock.waiting === 2);
      gone.abort();
      await expect(opening).rejects.toThrow(Anthropic.APIUserAbortError);
      // The turn goes on; its events must not be written to a connection that is closed.
      clock.advance(5000);
      expect(await types(id)).toHaveLength(9);
    });

    it('repeats frames with the same id', async () => {
      const { client, clock, createSession } = await start([{ on: 'stream', do: [{ type: 'duplicate' }] }]);
      const id = await createSession();
      const { events, close } = await openStream(client, id);
      clock.advance(5000);
      await until(() => events.length === 18);
      expect(events.filter((_, index) => index % 2 === 0)).toEqual(
        events.filter((_, index) => index % 2 === 1),
      );
      close();
    });

    it('sends noise, of which the SDK shows nothing', async () => {
      const { client, clock, createSession, types } = await start([
        { on: 'stream', do: [{ type: 'noise' }] },
      ]);
      const id = await createSession();
      const { events, close } = await openStream(client, id);
      clock.advance(5000);
      await until(() => events.length === 9);
      expect(events.map(({ type }) => type)).toEqual(await types(id));
      close();
    });

    it('sends an error frame, which the SDK throws', async () => {
      const { client, clock, createSession } = await start([
        { on: 'stream', do: [{ type: 'error', afterFrames: 1 }] },
      ]);
      const stream = await openStream(client, await createSession());
      clock.advance(5000);
      expect(await stream.ended).toBeInstanceOf(Anthropic.APIError);
      expect(stream.events).toHaveLength(1);
    });
  });

  describe('on turns', () => {
    const failing = (retry: 'retrying' | 'exhausted' | 'terminal', repeat = 1): FaultScript => [
      { on: 'turn', do: [{ type: 'session-error', retry, repeat, ms: 300 }] },
    ];
    const begin = [
      'session.status_running',
      'session.thread_status_running',
      'user.message',
      'span.model_request_start',
    ];
    const end = ['session.thread_status_idle', 'session.usage', 'session.status_idle'];

    it('reschedules on a retried error, and the turn goes on to its end', async () => {
      const { client, clock, createSession, history } = await start(failing('retrying', 2));
      const id = await createSession();
      clock.advance(10 + 299);
      expect((await client.beta.sessions.retrieve(id)).status).toBe('rescheduling');
      expect((await refused(client.beta.sessions.archive(id))).message).toContain('rescheduling');
      clock.advance(5000);
      const events = await history(id);
      const error = [
        'span.model_request_end',
        'session.error',
        'session.thread_status_rescheduled',
        'session.status_rescheduled',
        'session.status_running',
        'session.thread_status_running',
        'span.model_request_start',
      ];
      expect(events.map(({ type }) => type)).toEqual([
        ...begin,
        ...error,
        ...error,
        'agent.message',
        'span.model_request_end',
        ...end,
      ]);
      expect(events.find(({ type }) => type === 'session.error')).toMatchObject({
        error: { type: 'model_overloaded_error', retry_status: { type: 'retrying' } },
      });
      const { status, usage } = await client.beta.sessions.retrieve(id);
      expect(status).toBe('idle');
      // Only running is metered, not the time in which the session was rescheduled.
      expect(usage.active_seconds).toBe(1);
    });

    it('goes idle with retries_exhausted on an exhausted error', async () => {
      const { clock, createSession, history } = await start(failing('exhausted'));
      const id = await createSession();
      clock.advance(5000);
      const events = await history(id);
      expect(events.map(({ type }) => type)).toEqual([
        ...begin,
        'span.model_request_end',
        'session.error',
        ...end,
      ]);
      expect(events.at(-1)).toMatchObject({ stop_reason: { type: 'retries_exhausted' } });
    });

    it('terminates on a terminal error; the session takes no more events and can be archived', async () => {
      const { client, clock, createSession, types } = await start(failing('terminal'));
      const id = await createSession();
      clock.advance(5000);
      expect((await types(id)).slice(-3)).toEqual([
        'session.error',
        'session.thread_status_terminated',
        'session.status_terminated',
      ]);
      const send = client.beta.sessions.events.send(id, { events: [{ type: 'user.interrupt' }] });
      expect((await refused(send)).status).toBe(400);
      expect(await client.beta.sessions.archive(id)).toMatchObject({ status: 'terminated' });
    });

    it('reports an error that changes nothing, and an event that nobody knows', async () => {
      const { clock, createSession, history } = await start([
        {
          on: 'turn',
          do: [
            { type: 'plain-error', server: 'crm' },
            { type: 'unknown-event', event: 'agent.x' },
          ],
        },
      ]);
      const id = await createSession();
      clock.advance(5000);
      const events = await history(id);
      expect(events.map(({ type }) => type)).toEqual([
        ...begin,
        'session.error',
        'agent.x',
        'agent.message',
        'span.model_request_end',
        ...end,
      ]);
      expect(events[4]).toMatchObject({
        error: { type: 'mcp_connection_failed_error', mcp_server_name: 'crm' },
      });
    });

    it.each(['end_turn', 'retries_exhausted', 'budget_reached', 'refusal', 'daydreaming'])(
      'stops for %s',
      async (reason) => {
        const { clock, createSession, history } = await start([
          { on: 'turn', do: [{ type: 'stop', reason, detail: 'Because.', reply: false }] },
        ]);
        const id = await createSession();
        clock.advance(5000);
        const events = await history(id);
        expect(events.map(({ type }) => type)).not.toContain('agent.message');
        expect(events.at(-1)).toMatchObject({
          stop_reason: { type: reason },
          stop_details: { type: reason, category: null, explanation: 'Because.' },
        });
      },
    );

    it.each([
      ['queued', 1],
      ['request', 4],
    ] as const)('hangs while %s, until it is interrupted', async (at, events) => {
      const { client, clock, createSession, types } = await start([
        { on: 'turn', do: [{ type: 'hang', at }] },
      ]);
      const id = await createSession();
      clock.advance(86_400_000);
      expect(await types(id)).toHaveLength(events);
      expect((await client.beta.sessions.retrieve(id)).status).toBe('running');
      await client.beta.sessions.events.send(id, { events: [{ type: 'user.interrupt' }] });
      clock.advance(50);
      expect((await client.beta.sessions.archive(id)).status).toBe('idle');
    });

    it('can hang after an error that is retried', async () => {
      const { clock, createSession, types } = await start([
        { on: 'turn', do: [{ type: 'session-error', retry: 'retrying' }, { type: 'hang' }] },
      ]);
      const id = await createSession();
      clock.advance(86_400_000);
      expect((await types(id)).at(-1)).toBe('span.model_request_start');
    });

    it('lets time pass between events', async () => {
      const { clock, createSession, types } = await start([{ on: 'turn', do: [{ type: 'late', ms: 200 }] }]);
      const id = await createSession();
      clock.advance(10);
      for (let count = 1; count <= 4; count += 1) {
        // What is queued is listed, too: one event more until it is processed.
        expect(await types(id)).toHaveLength(count < 3 ? count + 1 : count);
        clock.advance(200);
      }
      clock.advance(5000);
      expect(await types(id)).toHaveLength(9);
    });

    it('loses no message that is interrupted between two events', async () => {
      const { client, clock, types } = await start([{ on: 'turn', do: [{ type: 'late', ms: 100 }] }]);
      const say = (text: string) => ({
        type: 'user.message' as const,
        content: [{ type: 'text' as const, text }],
      });
      const { id } = await client.beta.sessions.create({
        agent: 'agent_triage',
        environment_id: 'env_test',
        initial_events: [say('One.'), say('Two.')],
      });
      clock.advance(10 + 200);
      await client.beta.sessions.events.send(id, { events: [{ type: 'user.interrupt' }] });
      clock.advance(50);
      expect(await types(id)).toEqual([...begin.slice(0, 3), 'user.message', 'user.interrupt', ...end]);
    });

    it('sets how long a turn waits, and how long an archive is refused after it', async () => {
      const { client, clock, createSession, types } = await start([
        {
          on: 'turn',
          do: [
            { type: 'pick-up', ms: 700 },
            { type: 'settle', ms: 400 },
          ],
        },
      ]);
      const id = await createSession();
      clock.advance(699);
      expect(await types(id)).toEqual(['user.message']);
      clock.advance(1 + 1000 + 399);
      expect((await refused(client.beta.sessions.archive(id))).status).toBe(400);
      clock.advance(1);
      await client.beta.sessions.archive(id);
    });
  });
});
