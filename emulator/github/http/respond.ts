import { createHash } from 'node:crypto';
import { Problem } from './problem.ts';
import type { Answer } from './route.ts';

const jsonType = 'application/json; charset=utf-8';

/**
 * Writes an answer. What was read carries an `etag`; a client that has it already (`if-none-match`) gets 304
 * and no body.
 */
export function respond(
  request: Request,
  answer: Answer<unknown>,
  headers: Readonly<Record<string, string>>,
): Response {
  const all = new Headers({ ...headers, ...answer.headers });
  if (answer.body.kind === 'none') return new Response(null, { status: answer.status, headers: all });
  const bytes = answer.body.kind === 'json' ? JSON.stringify(answer.body.value) : answer.body.bytes;
  const oid = answer.body.kind === 'raw' ? answer.body.oid : undefined;
  all.set('content-type', answer.body.kind === 'json' ? jsonType : answer.body.type);
  if (request.method === 'GET' && answer.status === 200) {
    const etag = `W/"${oid ?? createHash('sha256').update(bytes).digest('hex')}"`;
    all.set('etag', etag);
    all.set('cache-control', 'private, max-age=60, s-maxage=60');
    if (knows(request.headers.get('if-none-match'), etag)) {
      all.delete('content-type');
      return new Response(null, { status: 304, headers: all });
    }
  }
  return new Response(bytes, { status: answer.status, headers: all });
}

/** GitHub's error body. `docs` is below https://docs.github.com/. */
export function respondProblem(
  problem: Problem,
  docs: string,
  headers: Readonly<Record<string, string>>,
): Response {
  const body = {
    message: problem.message,
    ...(problem.errors === undefined ? {} : { errors: problem.errors }),
    documentation_url: `https://docs.github.com/${docs}`,
    status: String(problem.status),
  };
  return new Response(JSON.stringify(body), {
    status: problem.status,
    headers: { ...headers, 'content-type': jsonType },
  });
}

/** Anything that is not a Problem is a fault of the emulator, and says so rather than looking like GitHub. */
export function asProblem(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(
    500,
    `The GitHub emulator failed: ${error instanceof Error ? error.message : String(error)}`,
  );
}

function knows(header: string | null, etag: string): boolean {
  const strong = (tag: string) => tag.trim().replace(/^W\//, '');
  return header?.split(',').some((tag) => tag.trim() === '*' || strong(tag) === strong(etag)) ?? false;
}
