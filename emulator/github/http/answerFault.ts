import type { Token } from '../entities.ts';
import { keyOf, whoIs } from './access.ts';
import type { FaultAnswer } from './faults.ts';
import { Problem } from './problem.ts';
import { primaryRateLimit, rateHeaders, secondaryRateLimit } from './rateLimit.ts';
import { respondProblem } from './respond.ts';
import type { ServerParts } from './serveRequest.ts';

const limitDocs = 'rest/using-the-rest-api/rate-limits-for-the-rest-api';

/** The answer of an injected fault, with the body and the headers that GitHub would send. */
export function answerFault(
  parts: ServerParts,
  fault: Exclude<FaultAnswer, { kind: 'dropped' }>,
  about: {
    readonly token: Token | undefined;
    readonly docs: string;
    readonly headers: Readonly<Record<string, string>>;
  },
): Response {
  const window = parts.rateLimit.window(keyOf(about.token));
  const headers = { ...about.headers, ...rateHeaders(window) };
  switch (fault.kind) {
    case 'primary-rate-limit': {
      const reset = Math.floor(parts.world.clock.now() / 1000) + fault.resetSeconds;
      return respondProblem(new Problem(403, primaryRateLimit(whoIs(about.token))), limitDocs, {
        ...headers,
        ...rateHeaders({ ...window, used: window.limit, reset }),
      });
    }
    case 'secondary-rate-limit': {
      const problem = new Problem(fault.status ?? 403, secondaryRateLimit);
      return respondProblem(problem, `${limitDocs}#about-secondary-rate-limits`, {
        ...headers,
        ...(fault.retryAfterSeconds === undefined ? {} : { 'retry-after': String(fault.retryAfterSeconds) }),
      });
    }
    case 'status': {
      const problem = new Problem(fault.status, fault.message ?? 'Server Error');
      return respondProblem(problem, about.docs, { ...headers, ...fault.headers });
    }
  }
}
