import type { AgentConfig, AgentVersion } from '../../domain/agent.ts';
import { canonicalConfig } from '../../domain/agentConfig/canonicalConfig.ts';
import { isSameConfig } from '../../domain/agentConfig/isSameConfig.ts';
import type { AgentDraft } from '../../domain/agentDraft.ts';
import type { Json } from '../../domain/fixture.ts';
import { isJsonRecord } from '../../domain/isJsonRecord.ts';

/**
 * Whether a version that was made from an agent file has become what that describes. The service may fill in the
 * settings of tools, skills, a model and the like in ways that the gate does not know, but never what is compared here:
 * the texts, the metadata, of the model whatever the file names, and which tools, servers and skills there are. A mark
 * alone is not believed: whoever updates an agent with an export of an older version writes an old mark again.
 */
export function isMadeAsDescribed({ config }: AgentDraft, version: AgentVersion): boolean {
  const { name, system, description, metadata } = config;
  const model = { ...version.model, ...config.model };
  return (
    isSameConfig({ ...version, name, system, description, metadata, model }, version) &&
    JSON.stringify(outline(config)) === JSON.stringify(outline(version))
  );
}

/** What an agent can reach, without how: the service adds nothing to that, and takes nothing away. */
function outline(config: AgentConfig): readonly Json[] {
  const { tools, mcpServers, skills, multiagent, executionIdentity } = canonicalConfig(config);
  return [
    pick(tools, ['type', 'name', 'mcp_server_name']),
    pick(mcpServers, ['type', 'name', 'url']),
    pick(skills, ['type', 'skill_id']),
    multiagent === null,
    executionIdentity === null,
  ];
}

function pick(list: Json, keys: readonly string[]): Json {
  if (!Array.isArray(list)) return null;
  return list.map((one: Json) => keys.map((key) => (isJsonRecord(one) ? (one[key] ?? null) : null)));
}
