import { z } from 'zod';
import { agentCreateSchema } from './entities/agent.ts';
import { environmentCreateSchema } from './entities/environment.ts';

/** Agent ids that the service would not call malformed. */
export const agentIdPattern = /^agent_[\w-]+$/;
export const environmentIdPattern = /^env_[\w-]+$/;
export const sessionIdPattern = /^sesn_[\w-]+$/;

/**
 * What the emulator starts with. `versions` are whole configurations, version 1 first, in the form in which
 * `POST /v1/agents` takes them, so that an `<name>.agent.yaml` fits in as it is.
 */
export const seedStateSchema = z.strictObject({
  environments: z
    .array(
      environmentCreateSchema.extend({
        id: z.string().regex(environmentIdPattern, 'must be an id that begins with env_'),
        archived: z.boolean().optional(),
      }),
    )
    .optional(),
  agents: z
    .array(
      z.strictObject({
        id: z.string().regex(agentIdPattern, 'must be an id that begins with agent_'),
        archived: z.boolean().optional(),
        versions: z.array(agentCreateSchema).min(1),
      }),
    )
    .optional(),
});

export type SeedState = z.input<typeof seedStateSchema>;
