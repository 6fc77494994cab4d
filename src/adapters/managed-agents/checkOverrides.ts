import type { z } from 'zod';
import type { SessionOverrides } from '../../domain/agent.ts';
import { ServiceError } from '../../domain/serviceError.ts';
import { overriddenSessionAnswer } from './answerSchemas.ts';
import { parseAnswer } from './parseAnswer.ts';

/**
 * Makes sure that a session runs what was laid over its version. A service that passed it over would have the version
 * evaluated in place of the draft, and the draft called good. What the service may fill in is not compared.
 * Throws a `ServiceError` of kind `invalid` with status 200: the session is there, and another one would be the same.
 */
export function checkOverrides(overrides: SessionOverrides, answer: unknown): void {
  const { agent } = parseAnswer(overriddenSessionAnswer, answer, 'a session');
  const lost = listLost(overrides, agent);
  if (lost.length === 0) return;
  throw new ServiceError(
    'Managed Agents',
    'invalid',
    `Managed Agents made a session that does not run what was laid over its version (${lost.join(', ')}).`,
    { status: 200 },
  );
}

function listLost(
  { model, system, tools, mcpServers, skills }: SessionOverrides,
  agent: z.output<typeof overriddenSessionAnswer>['agent'],
): readonly string[] {
  const isOther = (asked: readonly unknown[] | undefined, given: readonly unknown[]) =>
    asked !== undefined && asked.length !== given.length;
  return [
    ...(model !== undefined && model.id !== agent.model.id ? ['the model'] : []),
    ...(system !== undefined && system !== (agent.system ?? '') ? ['the system prompt'] : []),
    ...(isOther(tools, agent.tools) ? ['the tools'] : []),
    ...(isOther(mcpServers, agent.mcp_servers) ? ['the MCP servers'] : []),
    ...(isOther(skills, agent.skills ?? []) ? ['the skills'] : []),
  ];
}
