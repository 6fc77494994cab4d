import { parse } from 'yaml';
import { z } from 'zod';

const answerSchema = z.object({ version: z.number() });

/**
 * Makes a version of an agent from an agent file's text: what somebody at the team does with Anthropic's own command
 * line. Gives the number of the version.
 */
export async function updateAgent(url: string, agent: string, text: string): Promise<number> {
  const path = `/v1/agents/${agent}`;
  const response = await fetch(url + path, {
    method: 'POST',
    headers: {
      authorization: 'Bearer demo-key',
      'anthropic-version': '2026-10-21',
      'anthropic-beta': 'managed-agents-2026-04-01',
      'content-type': 'application/json',
    },
    body: JSON.stringify(parse(text)),
  });
  if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
  return answerSchema.parse(await response.json()).version;
}
