import type { AgentService } from '../../domain/agentService.ts';
import { GateError } from '../../domain/problem.ts';

/**
 * Connects the Action to Managed Agents. The SDK is most of the bundle and most runs need none of it, so it is loaded
 * when there is something to run.
 *
 * @throws GateError when there is no key
 */
export async function connect(apiKey: string, baseUrl: string | undefined): Promise<AgentService> {
  if (apiKey === '') {
    throw new GateError(
      'The input `anthropic-api-key` is empty, so nothing can be evaluated. Add the repository secret and pass it: `anthropic-api-key: ${{ secrets.ANTHROPIC_API_KEY }}`. Pull requests from forks and from Dependabot get no secrets; a maintainer can open the same change from a branch of this repository.',
    );
  }
  const { createAgentService } = await import('./createAgentService.ts');
  return createAgentService({ apiKey, ...(baseUrl === undefined ? {} : { baseUrl }) });
}
