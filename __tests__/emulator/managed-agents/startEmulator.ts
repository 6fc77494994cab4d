import Anthropic from '@anthropic-ai/sdk';
import {
  createManagedAgents,
  type ManagedAgents,
} from '../../../emulator/managed-agents/createManagedAgents.ts';
import type { ModelAnswer, ModelTurn } from '../../../emulator/managed-agents/model.ts';
import type { ManagedAgentsOptions } from '../../../emulator/managed-agents/options.ts';
import { ManualClock } from './manualClock.ts';

export const agent = 'agent_triage';
export const environment = 'env_test';

export interface Started {
  readonly emulator: ManagedAgents;
  readonly client: Anthropic;
  readonly clock: ManualClock;
  /** Runs a session on version 1 unless told otherwise; it already has `text` to answer. */
  createSession(text?: string, version?: number, metadata?: Record<string, string>): Promise<string>;
  /** The types of the session's events so far, and the events. */
  history(session: string): Promise<Anthropic.Beta.Sessions.BetaManagedAgentsSessionEvent[]>;
  types(session: string): Promise<string[]>;
}

/** What the test's model says: to wait 1000 ms and repeat the text. */
export function echo(turn: ModelTurn): ModelAnswer {
  return { reply: `v${turn.version}: ${turn.text}`, latencyMs: 1000, inputTokens: 100, outputTokens: 10 };
}

/**
 * An emulator whose time stands still, with one agent of two versions and one environment, no jitter, turns
 * that begin after 10 ms, and 50 ms between the idle event and the status.
 */
export async function startEmulator(options: Partial<ManagedAgentsOptions> = {}): Promise<Started> {
  const clock = new ManualClock();
  const emulator = await createManagedAgents({
    model: { answer: echo },
    clock,
    latencies: { jitter: 0, pickUpMs: 10, settleMs: 50 },
    seedState: {
      environments: [{ id: environment, name: 'test' }],
      agents: [
        {
          id: agent,
          versions: [
            { name: 'triage', model: 'claude-haiku-4-5', system: 'One.' },
            { name: 'triage', model: 'claude-haiku-4-5', system: 'Two.' },
          ],
        },
      ],
    },
    ...options,
  });
  const client = new Anthropic({ apiKey: 'key', baseURL: emulator.url, maxRetries: 0 });

  async function history(session: string) {
    const events = [];
    for await (const event of client.beta.sessions.events.list(session)) events.push(event);
    return events;
  }
  return {
    emulator,
    client,
    clock,
    history,
    types: async (session) => (await history(session)).map(({ type }) => type),
    async createSession(text = 'Hello.', version = 1, metadata = {}) {
      const { id } = await client.beta.sessions.create({
        agent: { type: 'agent', id: agent, version },
        environment_id: environment,
        metadata,
        initial_events: [{ type: 'user.message', content: [{ type: 'text', text }] }],
      });
      return id;
    },
  };
}

/** An event stream that is read in the background: what came so far, and how it ended. */
export async function openStream(client: Anthropic, session: string) {
  const stream = await client.beta.sessions.events.stream(session);
  const events: { readonly id?: string; readonly type: string }[] = [];
  const ended = (async () => {
    try {
      for await (const event of stream) events.push(event);
      return 'clean';
    } catch (error) {
      return error;
    }
  })();
  return { events, ended, close: () => stream.controller.abort() };
}

/** Lets sockets deliver until `holds`; the clock does not move meanwhile. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const deadline = performance.now() + 4_000;
  while (!(await holds())) {
    if (performance.now() > deadline) throw new Error('What the test waits for does not come.');
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}

/** The status of a refused request, its message and its headers. */
export async function refused(request: Promise<unknown>) {
  try {
    await request;
  } catch (error) {
    if (error instanceof Anthropic.APIError) return error;
    throw error;
  }
  throw new Error('The emulator accepted what it should have refused.');
}
