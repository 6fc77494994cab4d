import { formatTime } from '../clock.ts';
import { createConfig } from '../entities/agent.ts';
import { type SeedState, seedStateSchema } from '../seedState.ts';
import type { World } from '../world.ts';
import { addAgent, addVersion } from './addAgent.ts';
import { addEnvironment } from './addEnvironment.ts';

/** Puts the content of a seed file into an empty world. Throws a `ZodError` where it is not one. */
export function applySeedState(world: World, state: SeedState): void {
  const { environments = [], agents = [] } = seedStateSchema.parse(state);
  for (const { id, archived, ...params } of environments) {
    const environment = addEnvironment(world, params, id);
    if (archived === true) environment.archived_at = formatTime(world.clock.now());
  }
  for (const { id, archived, versions } of agents) {
    const [first, ...later] = versions.map(createConfig);
    if (first === undefined) continue;
    const agent = addAgent(world, first, id);
    for (const config of later) addVersion(world, agent, config);
    if (archived === true) agent.archived_at = formatTime(world.clock.now());
  }
}
