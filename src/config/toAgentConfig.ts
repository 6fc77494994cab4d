import type { AgentConfig, AgentParams } from '../domain/agent.ts';
import { normalizeAgentConfig } from '../domain/agentConfig/normalizeAgentConfig.ts';
import type { Json } from '../domain/fixture.ts';
import { isJsonRecord } from '../domain/isJsonRecord.ts';

/** The configuration that an agent made with these parameters has. They were checked by `readAgentFile`. */
export function toAgentConfig(params: AgentParams): AgentConfig {
  return normalizeAgentConfig({
    name: toText(params['name']),
    model: toModel(params['model']),
    system: toText(params['system']),
    description: toText(params['description']),
    tools: toList(params['tools']),
    mcpServers: toList(params['mcp_servers']),
    skills: toList(params['skills']),
    multiagent: params['multiagent'] ?? null,
    metadata: toTexts(params['metadata']),
    executionIdentity: params['execution_identity'] ?? null,
  });
}

function toText(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}

function toModel(value: Json | undefined): AgentConfig['model'] {
  return isJsonRecord(value) ? { ...value, id: toText(value['id']) } : { id: toText(value) };
}

function toList(value: Json | undefined): readonly Json[] {
  return Array.isArray(value) ? value : [];
}

function toTexts(value: Json | undefined): Readonly<Record<string, string>> {
  if (!isJsonRecord(value)) return {};
  return Object.fromEntries(
    Object.entries(value).flatMap(([key, text]) => (typeof text === 'string' ? [[key, text]] : [])),
  );
}
