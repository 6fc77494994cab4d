import type { AgentService, Environment } from '../domain/agentService.ts';
import type { Clock } from '../domain/clock.ts';
import type { PolicySource } from '../domain/policy.ts';
import { GateError, type Problem } from '../domain/problem.ts';
import { quote } from '../domain/quote.ts';
import { ServiceError } from '../domain/serviceError.ts';
import { callService } from './callService.ts';
import { explainServiceError } from './explainServiceError.ts';

/** The environment that the gate finds or makes when a policy names none. */
const OWN_ENVIRONMENT = 'pin-gate';

/** How often it is looked for and made before giving up. */
const TRIES = 3;
const PAUSE_MS = 1000;
const LONGEST_PAUSE_MS = 60_000;

export interface EnvironmentContext {
  readonly service: AgentService;
  readonly clock: Clock;
  readonly signal?: AbortSignal;
}

/**
 * Makes the function that gives each pin of a run the id of its environment: the one that its policy names, else
 * the one named `pin-gate`, made if there is none. Pins ask at the same time, and share one search, so that one
 * run makes one environment at most.
 * The function throws a `GateError` when the named environment is missing or archived, or none can be made.
 */
export function createEnvironmentResolver(
  context: EnvironmentContext,
): (source: PolicySource) => Promise<string> {
  let own: Promise<string> | undefined;
  return (source) => {
    const named = source.policy.environment;
    if (named !== undefined) return useNamed(named, source.path, context);
    own ??= findOrMake(context);
    return own;
  };
}

async function useNamed(id: string, file: string, context: EnvironmentContext): Promise<string> {
  const { service, clock, signal } = context;
  const advice = 'Name another one, or leave the key `environment` out: then one is found or made.';
  let environment: Environment;
  try {
    environment = await callService(() => service.environment(id, signal), clock, signal);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const isWrongId = error.kind === 'not-found' || error.kind === 'invalid';
    const message = explainServiceError(error, `find the environment ${quote(id)}`);
    throw refuse(isWrongId ? `${message} ${advice}` : message, file);
  }
  if (environment.archivedAt !== null) {
    throw refuse(
      `The environment ${quote(id)} was archived at ${environment.archivedAt}, and no session can run in it. ${advice}`,
      file,
    );
  }
  return environment.id;
}

async function findOrMake(context: EnvironmentContext): Promise<string> {
  const { service, clock, signal } = context;
  const find = () => callService(() => findOwn(service, signal), clock, signal);
  let task = 'list the environments';
  try {
    for (let tried = 1; ; tried += 1) {
      task = 'list the environments';
      const found = await find();
      if (found !== undefined) return found;
      task = `make the environment \`${OWN_ENVIRONMENT}\``;
      try {
        return (await service.createEnvironment(OWN_ENVIRONMENT, signal)).id;
      } catch (error) {
        // Another run may have made it, or this one has and did not hear of it: look again before asking again.
        if (tried === TRIES || !isWorthAnotherTry(error)) throw error;
        await clock.sleep(Math.min(error.retryAfterMs ?? PAUSE_MS, LONGEST_PAUSE_MS), signal);
      }
    }
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const message = explainServiceError(error, task);
    throw refuse(
      error.kind === 'forbidden'
        ? `${message} Or name an environment that exists in gate.yml: \`environment: env_…\`.`
        : message,
    );
  }
}

async function findOwn(service: AgentService, signal: AbortSignal | undefined): Promise<string | undefined> {
  for await (const environment of service.environments(signal)) {
    if (environment.name === OWN_ENVIRONMENT && environment.archivedAt === null) return environment.id;
  }
  return undefined;
}

function isWorthAnotherTry(error: unknown): error is ServiceError {
  return error instanceof ServiceError && ['conflict', 'unavailable', 'rate-limited'].includes(error.kind);
}

function refuse(message: string, file?: string): GateError {
  const problem: Problem = file === undefined ? { message } : { file, message };
  return new GateError(problem);
}
