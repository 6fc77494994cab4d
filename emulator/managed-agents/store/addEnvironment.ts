import type { z } from 'zod';
import { formatTime } from '../clock.ts';
import { type Environment, type environmentCreateSchema, resolveConfig } from '../entities/environment.ts';
import type { World } from '../world.ts';

export function addEnvironment(
  world: World,
  params: z.output<typeof environmentCreateSchema>,
  id: string,
): Environment {
  const now = formatTime(world.clock.now());
  const environment: Environment = {
    id,
    type: 'environment',
    name: params.name,
    description: params.description ?? null,
    config: resolveConfig(params.config),
    metadata: params.metadata ?? {},
    created_at: now,
    updated_at: now,
    archived_at: null,
    scope: 'organization',
  };
  world.made.environments += 1;
  world.environments.set(id, { number: world.made.environments, environment });
  return environment;
}
