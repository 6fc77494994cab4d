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
  const { clock } = context;
  const deadline = new AbortController();
  const over = new AbortController();
  const signal = AbortSignal.any([context.signal, deadline.signal]);
  const late = clock.sleep(DEADLINE_MS, over.signal).then((): Verification => {
    deadline.abort();
    return unverified(`Managed Agents did not answer within ${DEADLINE_MS / 1000} seconds.`);
  });
  try {
    return await Promise.race([ask(pin, { ...context, signal }), late]);
  } finally {
    over.abort();
  }
}

async function ask(pin: Pin, { connect, clock, signal }: VerifyContext): Promise<Verification> {
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
    if (error.kind !== 'not-found' && (error.kind !== 'invalid' || error.isUnreadable))
      return unverified(explainServiceError(error, `read version ${pin.version} of the agent`));
    throw refuse(pin, await explainMissing('candidate', pin, error, { service, clock, signal }));
  }
}

function unverified(reason: string): Verification {
  return { state: 'unverified', reason };
}

function refuse(pin: Pin, message: string): GateError {
  return new GateError({ file: pin.path, line: pin.versionLine, message });
}
