import type Anthropic from '@anthropic-ai/sdk';
import type {
  BetaManagedAgentsSessionEvent,
  BetaManagedAgentsStreamSessionEvents,
} from '@anthropic-ai/sdk/resources/beta/sessions/events';

export type StreamedEvent = BetaManagedAgentsStreamSessionEvents;
export type ListedEvent = BetaManagedAgentsSessionEvent;

/** Everything that the stream says from now on, until `isLast`, its end, or the deadline. */
export async function collectStream(
  client: Anthropic,
  session: string,
  isLast: (event: StreamedEvent) => boolean,
  ms: number,
): Promise<StreamedEvent[]> {
  const events: StreamedEvent[] = [];
  const stream = await client.beta.sessions.events.stream(session, undefined, {
    signal: AbortSignal.timeout(ms),
  });
  for await (const event of stream) {
    events.push(event);
    if (isLast(event)) break;
  }
  return events;
}

export async function listEvents(client: Anthropic, session: string): Promise<ListedEvent[]> {
  const events: ListedEvent[] = [];
  for await (const event of client.beta.sessions.events.list(session)) events.push(event);
  return events;
}

/** Looks every 50 ms until `look` gives something; throws at the deadline. */
export async function poll<T>(ms: number, look: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (Date.now() > deadline) throw new Error(`Nothing came of it within ${ms} ms.`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
