import { createServer, type Server } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import { createApp } from './app.ts';
import type { Session } from './entities/session.ts';
import type { RequestCounts } from './http/requestCounts.ts';
import type { ManagedAgentsOptions } from './options.ts';
import { applySeedState } from './store/applySeedState.ts';
import { createWorld, type World } from './world.ts';

export interface ManagedAgents {
  /** What the SDK takes as `baseURL`. */
  readonly url: string;
  /** Requests since the start or the last reset. */
  requests(): RequestCounts;
  /** Sessions that exist now, with the status that a client would read. */
  sessions(): readonly SessionOverview[];
  /** Back to the start: seed state, ids, random numbers, fault rules, limits and counts. Open streams end. */
  reset(): void;
  /** Stops listening and cuts every connection; once is enough, twice does no harm. */
  close(): Promise<void>;
}

export interface SessionOverview {
  readonly id: string;
  readonly agent: string;
  readonly version: number;
  readonly status: string;
  readonly archived: boolean;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Starts an emulator of Managed Agents on loopback. Throws a `ZodError` when the seed state or the fault
 * script is not in its form (see README.md).
 */
export async function createManagedAgents(options: ManagedAgentsOptions): Promise<ManagedAgents> {
  let world = startWorld(options);
  const answer = getRequestListener(createApp(() => world).fetch, {
    // The emulator may share its process with a client, whose Request and Response are none of its business.
    overrideGlobalObjects: false,
  });
  const server = createServer((request, response) => void answer(request, response));
  const port = await listen(server, options.port ?? 0);

  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => world.counter.read(),
    sessions: () => [...world.sessions.values()].map(overview),
    reset() {
      stopWorld(world);
      world = startWorld(options);
    },
    async close() {
      stopWorld(world);
      await close(server);
    },
  };
}

function startWorld(options: ManagedAgentsOptions): World {
  const world = createWorld(options);
  applySeedState(world, options.seedState ?? {});
  return world;
}

/** Stops every turn and ends every stream: nothing of the world happens any more. */
function stopWorld(world: World): void {
  for (const session of world.sessions.values()) {
    session.cancel();
    for (const listener of session.listeners) listener.end();
  }
}

function overview(session: Session): SessionOverview {
  const { id, agent, status, archivedAt, metadata } = session;
  return { id, agent: agent.id, version: agent.version, status, archived: archivedAt !== null, metadata };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      if (typeof address === 'object' && address !== null) resolve(address.port);
      else reject(new Error('The emulator listens at no port.'));
    });
  });
}

function close(server: Server): Promise<void> {
  if (!server.listening) return Promise.resolve();
  return new Promise((resolve, reject) => {
    server.close((error) => (error === undefined ? resolve() : reject(error)));
    server.closeAllConnections();
  });
}
