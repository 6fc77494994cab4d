import { isDeepStrictEqual } from 'node:util';
import { z } from 'zod';
import { invalid } from '../http/apiError.ts';
import { parse } from '../http/parse.ts';
import { type Metadata, metadataPatchSchema, metadataSchema, patchMetadata } from './metadata.ts';
import { resolveTool, type Tool, toolSchema } from './tool.ts';

const effortLevel = z.enum(['low', 'medium', 'high', 'xhigh', 'max']);
const modelSchema = z.union([
  z.string().min(1),
  z.strictObject({
    id: z.string().min(1),
    effort: z.union([effortLevel, z.strictObject({ type: effortLevel })]).nullish(),
    inference_geo: z.string().nullish(),
    speed: z.enum(['standard', 'fast']).nullish(),
  }),
]);
type ModelParams = z.infer<typeof modelSchema>;

const systemSchema = z.string().max(100_000);
const mcpServersSchema = z
  .array(z.strictObject({ type: z.literal('url'), name: z.string().min(1), url: z.string().min(1) }))
  .max(20);
const skillsSchema = z.array(
  z.strictObject({
    type: z.enum(['anthropic', 'custom']),
    skill_id: z.string().min(1),
    version: z.string().nullish(),
  }),
);
const toolsSchema = z.array(toolSchema).max(256);
/** Sub-agents are not emulated: what is sent is kept, so that a client can see that a version has some. */
const multiagentSchema = z.looseObject({ type: z.string() });
const identitySchema = z.looseObject({ type: z.enum(['service_account', 'aws_role']) });

/** What a session may override, and what a session's update may change. */
export const overridesShape = {
  model: modelSchema.optional(),
  system: systemSchema.nullish(),
  tools: toolsSchema.optional(),
  mcp_servers: mcpServersSchema.optional(),
  skills: skillsSchema.optional(),
};

export const agentCreateSchema = z.strictObject({
  name: z.string().min(1),
  model: modelSchema,
  system: systemSchema.nullish(),
  description: z.string().nullish(),
  tools: toolsSchema.optional(),
  mcp_servers: mcpServersSchema.optional(),
  skills: skillsSchema.optional(),
  metadata: metadataSchema.optional(),
  multiagent: multiagentSchema.nullish(),
  execution_identity: identitySchema.nullish(),
});

/** Every field is optional: what is left out stays. Null clears where there is something to clear to. */
export const agentUpdateSchema = z.strictObject({
  name: z.string().min(1).optional(),
  model: modelSchema.optional(),
  system: systemSchema.nullish(),
  description: z.string().nullish(),
  tools: toolsSchema.nullish(),
  mcp_servers: mcpServersSchema.nullish(),
  skills: skillsSchema.nullish(),
  metadata: metadataPatchSchema.nullish(),
  multiagent: multiagentSchema.nullish(),
  execution_identity: identitySchema.nullish(),
  version: z.int().min(1).optional(),
});
export type AgentUpdate = z.infer<typeof agentUpdateSchema>;

export interface AgentModel {
  readonly id: string;
  readonly speed: 'standard' | 'fast';
  readonly effort?: { readonly type: z.infer<typeof effortLevel> };
  readonly inference_geo?: string;
}

/** What makes one version of an agent. */
export interface AgentConfig {
  readonly name: string;
  readonly description: string | null;
  readonly model: AgentModel;
  readonly system: string | null;
  readonly tools: readonly Tool[];
  readonly mcp_servers: z.infer<typeof mcpServersSchema>;
  readonly skills: readonly { readonly type: string; readonly skill_id: string; readonly version: string }[];
  readonly multiagent: z.infer<typeof multiagentSchema> | null;
  readonly execution_identity: z.infer<typeof identitySchema>;
  readonly metadata: Metadata;
}

export interface AgentVersion extends AgentConfig {
  readonly version: number;
  readonly updated_at: string;
}

/** An agent with all its versions; version N is `versions[N - 1]`. */
export interface Agent {
  readonly id: string;
  /** Its place in the order of creation. */
  readonly number: number;
  readonly created_at: string;
  archived_at: string | null;
  readonly versions: AgentVersion[];
}

/** The version as the wire has it: a whole agent. Archiving is about the agent, so every version shows it. */
export function renderAgent(agent: Agent, version: AgentVersion) {
  return {
    id: agent.id,
    type: 'agent' as const,
    ...version,
    created_at: agent.created_at,
    archived_at: agent.archived_at,
  };
}

const empty: AgentConfig = {
  name: '',
  description: null,
  model: { id: '', speed: 'standard' },
  system: null,
  tools: [],
  mcp_servers: [],
  skills: [],
  multiagent: null,
  execution_identity: { type: 'service_account' },
  metadata: {},
};

/** The configuration a create request asks for. Throws a 400 when its parts do not fit together. */
export function createConfig(params: z.infer<typeof agentCreateSchema>): AgentConfig {
  return applyUpdate(empty, params);
}

/**
 * The configuration after an update: left-out fields stay, scalars and arrays replace, metadata merges key by
 * key. Throws a 400 when the result does not hold together.
 */
export function applyUpdate(current: AgentConfig, update: AgentUpdate): AgentConfig {
  const config: AgentConfig = {
    ...applyOverrides(current, {
      ...update,
      tools: update.tools === null ? [] : update.tools,
      mcp_servers: update.mcp_servers === null ? [] : update.mcp_servers,
      skills: update.skills === null ? [] : update.skills,
    }),
    name: update.name ?? current.name,
    description: update.description === undefined ? current.description : update.description || null,
    multiagent: update.multiagent === undefined ? current.multiagent : update.multiagent,
    execution_identity:
      update.execution_identity === undefined
        ? current.execution_identity
        : (update.execution_identity ?? empty.execution_identity),
    metadata: parse(metadataSchema, patchMetadata(current.metadata, update.metadata)),
  };
  checkMcpServers(config);
  return config;
}

export interface Overrides {
  readonly model?: ModelParams | undefined;
  readonly system?: string | null | undefined;
  readonly tools?: z.infer<typeof toolsSchema> | undefined;
  readonly mcp_servers?: z.infer<typeof mcpServersSchema> | undefined;
  readonly skills?: z.infer<typeof skillsSchema> | undefined;
}

/** The configuration with model, system prompt, tools, MCP servers and skills replaced where given. */
export function applyOverrides(current: AgentConfig, overrides: Overrides): AgentConfig {
  const { model, system, tools, mcp_servers, skills } = overrides;
  return {
    ...current,
    model: model === undefined ? current.model : resolveModel(model, current.model),
    system: system === undefined ? current.system : system || null,
    tools: tools === undefined ? current.tools : tools.map(resolveTool),
    mcp_servers: mcp_servers ?? current.mcp_servers,
    skills:
      skills === undefined
        ? current.skills
        : skills.map((skill) => ({ ...skill, version: skill.version ?? 'latest' })),
  };
}

/** Whether an update would change anything; the order of keys does not count. */
export function isSameConfig(a: AgentConfig, b: AgentConfig): boolean {
  return isDeepStrictEqual(pickConfig(a), pickConfig(b));
}

function pickConfig(config: AgentConfig): AgentConfig {
  const { name, description, model, system, tools, mcp_servers, skills, multiagent, execution_identity } =
    config;
  const { metadata } = config;
  return {
    name,
    description,
    model,
    system,
    tools,
    mcp_servers,
    skills,
    multiagent,
    execution_identity,
    metadata,
  };
}

/** A model is replaced as a whole; only an effort that is left out stays. */
function resolveModel(params: ModelParams, current: AgentModel): AgentModel {
  const given = typeof params === 'string' ? { id: params } : params;
  const effort = typeof given.effort === 'string' ? { type: given.effort } : given.effort;
  const kept = effort === undefined ? current.effort : effort;
  return {
    id: given.id,
    speed: given.speed ?? 'standard',
    ...(kept ? { effort: kept } : {}),
    ...(given.inference_geo ? { inference_geo: given.inference_geo } : {}),
  };
}

function checkMcpServers(config: AgentConfig): void {
  const names = config.mcp_servers.map((server) => server.name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw invalid(`mcp_servers: the name "${twice}" is used twice`);
  const used = new Set(config.tools.map((tool) => tool['mcp_server_name']));
  const unused = names.find((name) => !used.has(name));
  if (unused !== undefined) {
    throw invalid(`mcp_servers: "${unused}" is not referenced by any mcp_toolset in tools`);
  }
}
