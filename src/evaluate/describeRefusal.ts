import { nameKey } from '../domain/keySource.ts';
import type { Problem } from '../domain/problem.ts';
import type { ServiceError } from '../domain/serviceError.ts';
import type { Job } from './pinRun.ts';

/**
 * The sentence for an error that would meet every trial (see isHopeless), and whether it stops the pin or the
 * whole run: a key and a spend limit are the same for all pins.
 */
export function describeRefusal(
  error: ServiceError,
  { version, fixture, side, pin: { plan } }: Job,
): { readonly problem: Problem; readonly scope: 'run' | 'pin' } {
  const said = `${error.message}${error.requestId === undefined ? '' : ` (request ${error.requestId})`}`;
  switch (error.kind) {
    case 'unauthorized':
      return run(
        `Managed Agents did not accept the API key: ${said}. Check what stands in ${nameKey(error.keySource)}.`,
      );
    case 'forbidden':
      return run(
        `The API key may not run sessions: ${said}. Give the key in ${nameKey(error.keySource)} access to Managed Agents in the agent's workspace.`,
      );
    case 'spend-limit':
      return run(
        `Managed Agents answered 429 without a time to wait, twice, which is how it reports a spend limit: ${said}. Raise the limit of the organisation or workspace, then run the check again.`,
      );
    case 'rate-limited':
      return run(
        `Managed Agents asked to wait ${Math.ceil((error.retryAfterMs ?? 0) / 60_000)} minutes before the next request: ${said}. Run the check again later.`,
      );
    default: {
      const isDraft = side === 'candidate' && plan.overrides !== undefined;
      const draft = isDraft ? ' with the draft of the agent file laid over it' : '';
      return {
        scope: 'pin',
        problem: {
          file: fixture.file,
          line: fixture.line,
          message: `Managed Agents would not create a session of agent ${version.agent} version ${version.version}${draft} for ${plan.pin}, fixture ${fixture.id}: ${said}`,
        },
      };
    }
  }
}

function run(message: string): { readonly problem: Problem; readonly scope: 'run' } {
  return { scope: 'run', problem: { message } };
}
