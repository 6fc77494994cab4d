import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as a test looks at it. */
export interface SeenRequest {
  readonly method: string;
  /** Path and query, as sent. */
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
}

/** What a test's handler answers: JSON unless `body` is text or bytes. `hangUp` breaks the body off after it. */
export interface CannedAnswer {
  readonly status?: number;
  readonly headers?: Record<string, string>;
  readonly body?: unknown;
  readonly hangUp?: boolean;
}

/** A loopback server whose every answer a test decides, and that remembers what it was asked. */
export async function startServer(
  handle: (request: SeenRequest) => CannedAnswer,
): Promise<{ url: string; seen: SeenRequest[]; close: () => Promise<void> }> {
  const seen: SeenRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const request: SeenRequest = {
        method: incoming.method ?? '',
        url: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString(),
      };
      seen.push(request);
      const { status = 200, headers = {}, body = {}, hangUp = false } = handle(request);
      const raw = typeof body === 'string' || body instanceof Uint8Array;
      outgoing.writeHead(status, { 'content-type': 'application/json; charset=utf-8', ...headers });
      if (hangUp) outgoing.write(raw ? body : JSON.stringify(body), () => incoming.socket.destroy());
      else outgoing.end(raw ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
