import { z } from 'zod';
import type { ManagedAgents } from '../../../emulator/managed-agents/createManagedAgents.ts';
import { apiKey } from './startWorld.ts';

const versionSchema = z.looseObject({
  version: z.number(),
  system: z.string().nullable(),
  description: z.string().nullable(),
  model: z.looseObject({ id: z.string() }),
  metadata: z.record(z.string(), z.string()),
});
export type ServerVersion = z.infer<typeof versionSchema>;

/** What somebody at the team does with the service by hand, and sees there. */
async function call(agents: ManagedAgents, method: string, path: string, body?: unknown): Promise<unknown> {
  const response = await fetch(agents.url + path, {
    method,
    headers: {
      authorization: `Bearer ${apiKey}`,
      'anthropic-version': '2026-10-21',
      'anthropic-beta': 'managed-agents-2026-04-01',
      'content-type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return response.json();
}

/** All versions of an agent, oldest first. */
export async function listVersions(agents: ManagedAgents, agent: string): Promise<readonly ServerVersion[]> {
  const answer = await call(agents, 'GET', `/v1/agents/${agent}/versions?limit=100`);
  return z
    .object({ data: z.array(versionSchema) })
    .parse(answer)
    .data.reverse();
}

export async function updateByHand(agents: ManagedAgents, agent: string, params: object): Promise<void> {
  await call(agents, 'POST', `/v1/agents/${agent}`, params);
}

export async function archiveByHand(agents: ManagedAgents, agent: string): Promise<void> {
  await call(agents, 'POST', `/v1/agents/${agent}/archive`);
}
