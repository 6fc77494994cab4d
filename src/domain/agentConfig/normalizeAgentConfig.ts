import type { AgentConfig } from '../agent.ts';
import { DIGEST_KEY } from '../agentDraft.ts';
import type { Json } from '../fixture.ts';
import { isJsonRecord } from '../isJsonRecord.ts';

type JsonRecord = { readonly [key: string]: Json };

/** The service's toolsets, and what a call of their tools needs unless it is said otherwise. */
const DEFAULT_POLICY = new Map([
  ['agent_toolset_20260401', 'always_allow'],
  ['mcp_toolset', 'always_ask'],
]);

/**
 * A configuration in the form in which the service describes it: what was left out has its default, what may be
 * written in two ways is written in one, and null is the same as nothing. What the gate does not know stays as it is.
 *
 * The mark of ours in the metadata is left out: it says where a version comes from, not what it is.
 */
export function normalizeAgentConfig(config: AgentConfig): AgentConfig {
  const { [DIGEST_KEY]: _, ...metadata } = config.metadata;
  return {
    name: config.name,
    model: normalizeModel(config.model),
    system: config.system,
    description: config.description,
    tools: config.tools.map(normalizeTool),
    mcpServers: config.mcpServers.map(withoutNulls),
    skills: config.skills.map(normalizeSkill),
    multiagent: config.multiagent,
    metadata,
    executionIdentity: isDefaultIdentity(config.executionIdentity) ? null : config.executionIdentity,
  };
}

function normalizeModel({ id, ...options }: AgentConfig['model']): AgentConfig['model'] {
  const set = dropNulls(options);
  const { effort } = set;
  return {
    id,
    ...set,
    speed: set['speed'] ?? 'standard',
    ...(typeof effort === 'string' ? { effort: { type: effort } } : {}),
  };
}

function normalizeTool(tool: Json): Json {
  const type = isJsonRecord(tool) ? tool['type'] : undefined;
  const policy = typeof type === 'string' ? DEFAULT_POLICY.get(type) : undefined;
  if (!isJsonRecord(tool) || policy === undefined) return tool;
  const { configs, default_config, ...others } = dropNulls(tool);
  const given = isJsonRecord(default_config) ? dropNulls(default_config) : {};
  const fallback = {
    ...given,
    enabled: given['enabled'] ?? true,
    permission_policy: given['permission_policy'] ?? { type: policy },
  };
  const isOwn = type !== 'mcp_toolset';
  return {
    ...others,
    configs: Array.isArray(configs) ? configs.map((one: Json) => fillIn(one, fallback, isOwn)) : [],
    default_config: fallback,
  };
}

/** One tool of a toolset: what it leaves open is as for the whole set. The service's own tools say their type again. */
function fillIn(config: Json, fallback: JsonRecord, isOwn: boolean): Json {
  if (!isJsonRecord(config)) return config;
  const given = dropNulls(config);
  return {
    ...(isOwn && given['name'] !== undefined ? { type: given['name'] } : {}),
    ...given,
    enabled: given['enabled'] ?? fallback['enabled'] ?? true,
    permission_policy: given['permission_policy'] ?? fallback['permission_policy'] ?? null,
  };
}

function normalizeSkill(skill: Json): Json {
  return isJsonRecord(skill) ? { ...skill, version: skill['version'] ?? 'latest' } : skill;
}

function withoutNulls(value: Json): Json {
  return isJsonRecord(value) ? dropNulls(value) : value;
}

function dropNulls(record: JsonRecord): JsonRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== null));
}

/** The service calls the absence of a principal of one's own by this name. */
function isDefaultIdentity(identity: Json): boolean {
  return (
    isJsonRecord(identity) && identity['type'] === 'service_account' && Object.keys(identity).length === 1
  );
}
