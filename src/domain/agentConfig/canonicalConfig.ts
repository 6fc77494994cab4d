import type { AgentConfig } from '../agent.ts';
import type { Json } from '../fixture.ts';
import { isJsonRecord } from '../isJsonRecord.ts';
import { normalizeAgentConfig } from './normalizeAgentConfig.ts';

/**
 * A configuration as a value that has one form alone: normal, and sorted wherever order means nothing. That is the
 * case for keys, for MCP servers and skills, and for the settings of a toolset's tools. The order of tools counts.
 */
export function canonicalConfig(config: AgentConfig): Readonly<Record<keyof AgentConfig, Json>> {
  const normal = normalizeAgentConfig(config);
  return {
    name: normal.name,
    model: sortKeys(normal.model),
    system: normal.system,
    description: normal.description,
    tools: sortKeys(normal.tools.map(sortSettings)),
    mcpServers: sortKeys(sortBy(normal.mcpServers, ['name'])),
    skills: sortKeys(sortBy(normal.skills, ['type', 'skill_id'])),
    multiagent: sortKeys(normal.multiagent),
    metadata: sortKeys(normal.metadata),
    executionIdentity: sortKeys(normal.executionIdentity),
  };
}

function sortSettings(tool: Json): Json {
  if (!isJsonRecord(tool) || !Array.isArray(tool['configs'])) return tool;
  return { ...tool, configs: sortBy(tool['configs'], ['name']) };
}

/** Stable: what has the same names keeps its order. */
function sortBy(list: readonly Json[], keys: readonly string[]): readonly Json[] {
  const name = (value: Json) =>
    JSON.stringify(keys.map((key) => (isJsonRecord(value) ? (value[key] ?? null) : null)));
  return list
    .map((value) => ({ value, name: name(value) }))
    .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
    .map(({ value }) => value);
}

function sortKeys(value: Json): Json {
  if (isJsonRecord(value)) {
    return Object.fromEntries(
      Object.keys(value)
        .sort()
        .map((key) => [key, sortKeys(value[key] ?? null)]),
    );
  }
  return Array.isArray(value) ? value.map(sortKeys) : value;
}
