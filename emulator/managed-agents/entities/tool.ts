import { z } from 'zod';

const policySchema = z.strictObject({ type: z.enum(['always_allow', 'always_ask', 'auto']) });
const settings = { enabled: z.boolean().nullish(), permission_policy: policySchema.nullish() };
const defaultConfigSchema = z.strictObject(settings);
const builtIn = z.enum(['bash', 'edit', 'read', 'write', 'glob', 'grep', 'web_fetch', 'web_search']);

export const toolSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('agent_toolset_20260401'),
    configs: z.array(z.strictObject({ name: builtIn, type: builtIn.optional(), ...settings })).optional(),
    default_config: defaultConfigSchema.nullish(),
  }),
  z.strictObject({
    type: z.literal('mcp_toolset'),
    mcp_server_name: z.string().min(1),
    configs: z.array(z.strictObject({ name: z.string().min(1), ...settings })).optional(),
    default_config: defaultConfigSchema.nullish(),
  }),
  z.strictObject({
    type: z.literal('custom'),
    name: z.string().min(1),
    description: z.string(),
    input_schema: z.looseObject({ type: z.literal('object') }),
  }),
]);
type ToolParams = z.infer<typeof toolSchema>;

/** A tool as the wire has it, defaults filled in. */
export type Tool = { readonly type: ToolParams['type']; readonly [field: string]: unknown };

/** The service's toolset is allowed everything by default, an MCP server's asks before every call. */
export function resolveTool(params: ToolParams): Tool {
  if (params.type === 'custom') return params;
  const fallback = {
    enabled: params.default_config?.enabled ?? true,
    permission_policy:
      params.default_config?.permission_policy ??
      ({ type: params.type === 'mcp_toolset' ? 'always_ask' : 'always_allow' } as const),
  };
  const configs = (params.configs ?? []).map((config) => ({
    ...(params.type === 'mcp_toolset' ? {} : { type: config.name }),
    name: config.name,
    enabled: config.enabled ?? fallback.enabled,
    permission_policy: config.permission_policy ?? fallback.permission_policy,
  }));
  return params.type === 'mcp_toolset'
    ? { type: params.type, mcp_server_name: params.mcp_server_name, configs, default_config: fallback }
    : { type: params.type, configs, default_config: fallback };
}
