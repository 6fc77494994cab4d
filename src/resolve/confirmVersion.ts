import type { AgentVersion } from '../domain/agent.ts';
import type { Pin } from '../domain/pin.ts';
import { quote } from '../domain/quote.ts';
import { ServiceError } from '../domain/serviceError.ts';
import { callService } from './callService.ts';
import { explainArchived } from './explainArchived.ts';
import { explainServiceError } from './explainServiceError.ts';
import { explainMissing, explainOtherVersion, type ResolveContext } from './resolveVersions.ts';

/** Whether a version can be run; a message is a sentence. */
export type VersionCheck =
  | { readonly state: 'confirmed'; readonly config: AgentVersion }
  | { readonly state: 'broken' | 'unconfirmed'; readonly message: string };

/**
 * Asks the service whether the version that a pin names is there and its agent not archived. Only an answer that says no
 * makes it `broken`; a service that is down or refuses the key leaves it `unconfirmed`. What the version may do is not
 * asked: it runs in production already.
 */
export async function confirmVersion(
  pin: Pin,
  context: Pick<ResolveContext, 'service' | 'clock' | 'signal'>,
): Promise<VersionCheck> {
  const { service, clock, signal } = context;
  try {
    const config = await callService(
      () => service.agentVersion(pin.agent, pin.version, signal),
      clock,
      signal,
    );
    const [other] = explainOtherVersion('pin', pin, config);
    if (other !== undefined) return { state: 'unconfirmed', message: other };
    const [archived] = explainArchived('pin', config);
    return archived === undefined ? { state: 'confirmed', config } : { state: 'broken', message: archived };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.kind === 'not-found' || (error.kind === 'invalid' && !error.isUnreadable))
      return { state: 'broken', message: await explainMissing('pin', pin, error, context) };
    const task = `confirm version ${pin.version} of agent ${quote(pin.agent)}`;
    return { state: 'unconfirmed', message: explainServiceError(error, task) };
  }
}
