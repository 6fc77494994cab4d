import type { AgentVersion } from '../../domain/agent.ts';
import type { Clock } from '../../domain/clock.ts';
import { GateError } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';
import { ServiceError } from '../../domain/serviceError.ts';
import { callService } from '../../resolve/callService.ts';
import { explainServiceError } from '../../resolve/explainServiceError.ts';
import type { InitService } from './initPorts.ts';

/**
 * A version of an agent that exists, the newest unless another is asked for.
 *
 * @throws GateError when it cannot be read, or cannot be run any more
 */
export async function readAgent(
  service: InitService,
  clock: Clock,
  id: string,
  version: number | undefined,
  signal?: AbortSignal,
): Promise<AgentVersion> {
  const what = version === undefined ? `agent ${quote(id)}` : `version ${version} of agent ${quote(id)}`;
  let config: AgentVersion;
  try {
    config = await callService(
      () => (version === undefined ? service.agent(id, signal) : service.agentVersion(id, version, signal)),
      clock,
      signal,
    );
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    if (error.kind !== 'not-found') throw new GateError(explainServiceError(error, `read ${what}`));
    throw new GateError(
      `There is no ${what} in the workspace of this key: check the id, and that ANTHROPIC_API_KEY belongs to the agent's workspace.`,
    );
  }
  if (config.archivedAt === null) return config;
  throw new GateError(
    `The agent ${quote(id)} is archived, so no session can run it: name one that is in use.`,
  );
}
