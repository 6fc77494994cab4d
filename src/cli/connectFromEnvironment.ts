import { createAgentService } from '../adapters/managed-agents/createAgentService.ts';
import type { AgentService } from '../domain/agentService.ts';
import { GateError } from '../domain/problem.ts';

/**
 * Managed Agents with the key of ANTHROPIC_API_KEY: a key that was an option would stand in the shell's history.
 *
 * @param loss what cannot be done without it
 * @throws GateError when there is no key
 */
export async function connectFromEnvironment(
  baseUrl: string | undefined,
  loss = 'nothing can be evaluated',
): Promise<AgentService> {
  const apiKey = process.env['ANTHROPIC_API_KEY']?.trim() ?? '';
  if (apiKey === '') {
    throw new GateError(
      `ANTHROPIC_API_KEY is not set, so ${loss}: set it to a key of the workspace that has the agents.`,
    );
  }
  return createAgentService({ apiKey, keySource: 'terminal', ...(baseUrl ? { baseUrl } : {}) });
}
