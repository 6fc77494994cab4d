import type { AgentParams, AgentVersion } from '../../domain/agent.ts';
import { GateError } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';
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
    if (error.kind !== 'unavailable' && !error.isUnreadable) {
      throw new GateError(`${explainServiceError(error, 'make the agent')} No file was written.`);
    }
    throw new GateError(
      `Whether the agent was made is not known (${error.service} answered${error.status === undefined ? '' : ` ${error.status}`}: ${quote(error.message, 300)}), and no file was written: look for it in the Console before you run this again, and pass its id with --agent if it is there.`,
    );
  }
}
