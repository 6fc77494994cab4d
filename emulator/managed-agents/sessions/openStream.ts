import type { ServerResponse } from 'node:http';
import type { PastEvent } from '../entities/event.ts';
import type { Session } from '../entities/session.ts';
import type { StreamAction } from '../faults/faultScript.ts';
import { findAction } from '../faults/findAction.ts';

type Cut = Extract<StreamAction, { type: 'drop' | 'end' | 'error' }>;

const noise =
  ': a comment\n\nevent: ping\ndata: {"type": "ping"}\n\nid: 7\nretry: 10\n\ndata: {"type": "nameless"}\n\n';

/**
 * Sends the session's events over `response` from now on, until the client goes away or the session is
 * deleted: live only, nothing is repeated. Written to the raw response, since a fault may have to cut it.
 */
export function openStream(
  response: ServerResponse,
  session: Session,
  headers: Readonly<Record<string, string>>,
  actions: readonly StreamAction[],
): void {
  // Gone while the opening was delayed.
  if (response.destroyed) return;
  const cuts = actions.filter(
    (action): action is Cut => action.type === 'drop' || action.type === 'end' || action.type === 'error',
  );
  const copies = findAction(actions, 'duplicate') === undefined ? 1 : 2;
  const isNoisy = findAction(actions, 'noise') !== undefined;
  let frames = 0;

  const listener = {
    event(event: PastEvent): void {
      const frame = `event: ${event.type}\ndata: ${event.json}\n\n`;
      // Several events of one moment leave in one packet.
      if (response.writableCorked === 0) {
        response.cork();
        process.nextTick(() => response.uncork());
      }
      if (isNoisy) response.write(noise);
      for (let copy = 0; copy < copies; copy += 1) {
        response.write(frame);
        frames += 1;
        if (cutIfDue(event.type)) return;
      }
    },
    end(): void {
      session.listeners.delete(listener);
      endResponse('');
    },
  };

  function endResponse(last: string): void {
    // Node writes the end before what is still corked.
    while (response.writableCorked > 0) response.uncork();
    response.end(last);
  }

  /** Ends the stream when a fault wants it now; whether it did. */
  function cutIfDue(type: string | undefined): boolean {
    const due = cuts.find(
      ({ afterFrames, afterEvent }) =>
        (afterFrames === undefined && afterEvent === undefined) ||
        (afterFrames !== undefined && frames >= afterFrames) ||
        (afterEvent !== undefined && afterEvent === type),
    );
    if (due === undefined) return false;
    session.listeners.delete(listener);
    if (due.type === 'end') {
      endResponse('');
    } else if (due.type === 'error') {
      const error = { type: 'error', error: { type: 'api_error', message: due.message } };
      endResponse(`event: error\ndata: ${JSON.stringify(error)}\n\n`);
    } else {
      // After what was written is on its way, so that exactly these frames arrive.
      response.write(': cut\n\n', () => response.destroy());
    }
    return true;
  }

  response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-cache', ...headers });
  // The client waits for the headers before it reads anything, and there may be no event for a long time.
  response.flushHeaders();
  if (cutIfDue(undefined)) return;
  session.listeners.add(listener);
  response.on('close', () => session.listeners.delete(listener));
}
