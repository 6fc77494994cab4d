import { readFile } from 'node:fs/promises';
import { parse } from 'yaml';
import { z } from 'zod';

const answerSchema = z.object({ id: z.string(), version: z.number() });

/**
 * Creates an agent from an agent file, or with `agent` updates that one to what the file says: what somebody at
 * the team would do with Anthropic's own command line. Gives the agent's id and the version that it now has.
 */
export async function applyAgentFile(
  url: string,
  file: string,
  agent?: string,
): Promise<{ readonly id: string; readonly version: number }> {
  const path = agent === undefined ? '/v1/agents' : `/v1/agents/${agent}`;
  const response = await fetch(url + path, {
    method: 'POST',
    headers: {
      authorization: 'Bearer demo-key',
      'anthropic-version': '2026-10-21',
      'anthropic-beta': 'managed-agents-2026-04-01',
      'content-type': 'application/json',
    },
    body: JSON.stringify(parse(await readFile(file, 'utf8'))),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return answerSchema.parse(await response.json());
}
