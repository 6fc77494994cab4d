import type { AgentParams, AgentVersion } from '../../domain/agent.ts';
import { GateError } from '../../domain/problem.ts';
import { ServiceError } from '../../domain/serviceError.ts';
import { explainServiceError } from '../../resolve/explainServiceError.ts';
import type { InitService } from './initPorts.ts';

/**
 * Makes the agent, in one try: a second one could make a second agent.
 *
 * @throws GateError when that failed; nothing has been written then
 */
export async function makeAgent(
  service: InitService,
  params: AgentParams,
  signal?: AbortSignal,
): Promise<AgentVersion> {
  try {
    return await service.createAgent(params, signal);
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    const doubt =
      error.kind === 'unavailable'
        ? ' It may have been made all the same: look for it in the Console first, and pass its id with --agent.'
        : '';
    throw new GateError(`${explainServiceError(error, 'make the agent')} No file was written.${doubt}`);
  }
}
