import type { Agent, AgentVersion } from '../entities/agent.ts';
import { invalid, notFound } from '../http/apiError.ts';
import { agentIdPattern } from '../seedState.ts';
import type { World } from '../world.ts';

/** The agent, or the service's 400 or 404. */
export function findAgent(world: World, id: string): Agent {
  if (!agentIdPattern.test(id)) throw invalid('Invalid agent ID.');
  const agent = world.agents.get(id);
  if (agent === undefined) throw notFound('Agent not found.');
  return agent;
}

export function newestVersion(agent: Agent): AgentVersion {
  const newest = agent.versions.at(-1);
  if (newest === undefined) throw new Error(`Agent ${agent.id} has no version.`);
  return newest;
}
