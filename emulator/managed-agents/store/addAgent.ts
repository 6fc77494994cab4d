import { formatTime } from '../clock.ts';
import type { Agent, AgentConfig } from '../entities/agent.ts';
import type { World } from '../world.ts';

/** A new agent whose first version is `config`. */
export function addAgent(world: World, config: AgentConfig, id: string): Agent {
  world.made.agents += 1;
  const agent: Agent = {
    id,
    number: world.made.agents,
    created_at: formatTime(world.clock.now()),
    archived_at: null,
    versions: [],
  };
  world.agents.set(id, agent);
  addVersion(world, agent, config);
  return agent;
}

export function addVersion(world: World, agent: Agent, config: AgentConfig): void {
  const version = agent.versions.length + 1;
  agent.versions.push({ ...config, version, updated_at: formatTime(world.clock.now()) });
}
