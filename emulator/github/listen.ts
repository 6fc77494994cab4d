import { once } from 'node:events';
import { createServer } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { Bindings } from './http/serveRequest.ts';

export interface Listening {
  /** `http://127.0.0.1:<port>` */
  readonly origin: string;
  /** Stops listening and ends the connections that clients keep open. */
  close(): Promise<void>;
}

/**
 * Listens on loopback, on a port of the operating system's choosing (or the one asked for).
 *
 * @throws Error when the port is taken.
 */
export async function listen(
  answer: (request: Request, bindings: Bindings) => Response | Promise<Response>,
  port = 0,
): Promise<Listening> {
  const listener = getRequestListener(answer);
  const server = createServer((incoming, outgoing) => void listener(incoming, outgoing));
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      server.closeAllConnections();
      await closed;
    },
  };
}
