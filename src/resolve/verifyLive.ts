import type { AgentService } from '../domain/agentService.ts';
import type { Clock } from '../domain/clock.ts';
import type { Pin } from '../domain/pin.ts';
import { GateError } from '../domain/problem.ts';
import type { Verification } from '../domain/result.ts';
import { ServiceError } from '../domain/serviceError.ts';
import { callService } from './callService.ts';
import { explainArchived } from './explainArchived.ts';
import { explainServiceError } from './explainServiceError.ts';
import { explainMissing, explainOtherVersion } from './resolveVersions.ts';
import { withDeadline } from './withDeadline.ts';

/** For everything that is asked, in milliseconds: an incident does not wait longer for a service that is part of it. */
const DEADLINE_MS = 5_000;
/** A rate limit that asks for more is not waited for. */
const LONGEST_WAIT_MS = 1_000;

export interface VerifyContext {
  /** May fail as well: a missing or revoked key is no reason to keep a broken version in production. */
  readonly connect: () => Promise<AgentService>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Asks the service whether a version that was live before can be run again. Only an answer that says no is held
 * against it: a version or agent that is gone and an archived agent are a `GateError` on the pin's `version` line.
 * A service that is down, slow, limits the rate or refuses the key leaves the version unverified, within five seconds.
 */
export async function verifyLive(pin: Pin, context: VerifyContext): Promise<Verification> {
  const late = unverified(`Managed Agents did not answer within ${DEADLINE_MS / 1000} seconds.`);
  const answer = await withDeadline<Answer>(
    DEADLINE_MS,
    context,
    (signal) => ask(pin, { ...context, signal }),
    late,
  );
  if (answer.state !== 'refused') return answer;
  // It has said no: what else it says only makes the sentence better, and may take its time or fail.
  const { error, service } = answer;
  const explained = await withDeadline(
    DEADLINE_MS,
    context,
    (signal) => explainMissing('candidate', pin, error, { service, clock: context.clock, signal }),
    explainServiceError(error, `read version ${pin.version} of the agent`),
  );
  throw refuse(pin, explained);
}

type Answer =
  | Verification
  | { readonly state: 'refused'; readonly error: ServiceError; readonly service: AgentService };

async function ask(pin: Pin, { connect, clock, signal }: VerifyContext): Promise<Answer> {
  let service: AgentService;
  try {
    service = await connect();
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return unverified(error.problems.map(({ message }) => message).join(' '));
  }
  try {
    const config = await callService(
      () => service.agentVersion(pin.agent, pin.version, signal),
      clock,
      signal,
      LONGEST_WAIT_MS,
    );
    const [other] = explainOtherVersion('candidate', pin, config);
    if (other !== undefined) return unverified(other);
    const [archived] = explainArchived('candidate', config);
    if (archived !== undefined) throw refuse(pin, archived);
    return { state: 'verified', config };
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (!isNo(error))
      return unverified(explainServiceError(error, `read version ${pin.version} of the agent`));
    return { state: 'refused', error, service };
  }
}

/** An answer that cannot be read is `invalid` too, and so are a proxy's own refusals. */
function isNo({ kind, status }: ServiceError): boolean {
  return kind === 'not-found' || (kind === 'invalid' && status === 400);
}

function unverified(reason: string): Verification {
  return { state: 'unverified', reason };
}

function refuse(pin: Pin, message: string): GateError {
  return new GateError({ file: pin.path, line: pin.versionLine, message });
}
