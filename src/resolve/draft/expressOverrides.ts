import type { AgentConfig, AgentVersion, SessionOverrides } from '../../domain/agent.ts';
import { canonicalConfig } from '../../domain/agentConfig/canonicalConfig.ts';
import { listConfigDifferences } from '../../domain/agentConfig/listConfigDifferences.ts';
import { normalizeAgentConfig } from '../../domain/agentConfig/normalizeAgentConfig.ts';

export type Expressed =
  | { readonly overrides: SessionOverrides }
  /** What no session can be given in place of its version's own, in words. */
  | { readonly differs: readonly string[] };

/**
 * A draft as what a session of an existing version runs in place of the version's own, if that is the draft exactly.
 * A session can be given another model, system prompt and other tools, MCP servers and skills, and nothing else; a
 * model's effort stays the version's. Only what differs is replaced.
 */
export function expressOverrides(draft: AgentConfig, version: AgentVersion): Expressed {
  const normal = normalizeAgentConfig(draft);
  const { system, tools, mcpServers, skills } = version;
  const model = { ...normal.model, ...pickReplaceable(version.model) };
  const rest = { ...normal, model, system, tools, mcpServers, skills };
  const differs = listConfigDifferences(rest, version);
  if (differs.length > 0) return { differs };

  const [one, other] = [canonicalConfig(draft), canonicalConfig(version)];
  const isOther = (key: keyof AgentConfig) => JSON.stringify(one[key]) !== JSON.stringify(other[key]);
  const { effort: _, ...replaceable } = normal.model;
  return {
    overrides: {
      ...(isOther('model') ? { model: replaceable } : {}),
      ...(isOther('system') ? { system: normal.system } : {}),
      ...(isOther('tools') ? { tools: normal.tools } : {}),
      ...(isOther('mcpServers') ? { mcpServers: normal.mcpServers } : {}),
      ...(isOther('skills') ? { skills: normal.skills } : {}),
    },
  };
}

/** What of a model a session can be given; null stands for what is not set. */
function pickReplaceable(model: AgentConfig['model']): AgentConfig['model'] {
  return { id: model.id, speed: model['speed'] ?? null, inference_geo: model['inference_geo'] ?? null };
}
