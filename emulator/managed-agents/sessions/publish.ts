import { formatTime } from '../clock.ts';
import { type QueuedEvent, renderParams } from '../entities/event.ts';
import type { Session } from '../entities/session.ts';
import { createId } from '../ids.ts';
import type { World } from '../world.ts';

/** Makes an event happen: into the history, and to every stream that is open. Returns its id. */
export function publish(
  world: World,
  session: Session,
  type: string,
  fields: Readonly<Record<string, unknown>> = {},
): string {
  const id = createId('sevt', session.ids);
  record(world, session, type, id, fields);
  return id;
}

/** Makes a client's queued event happen, under the id it has. */
export function publishQueued(world: World, session: Session, event: QueuedEvent): void {
  record(world, session, event.params.type, event.id, renderParams(event));
}

function record(
  world: World,
  session: Session,
  type: string,
  id: string,
  fields: Readonly<Record<string, unknown>>,
): void {
  const now = world.clock.now();
  const event = {
    type,
    processedAt: now,
    json: JSON.stringify({ id, type, ...fields, processed_at: formatTime(now) }),
  };
  session.past.push(event);
  session.updatedAt = now;
  for (const listener of session.listeners) listener.event(event);
}
