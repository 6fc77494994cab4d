import fc from 'fast-check';
import type { Json } from '../../src/domain/fixture.ts';

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.constantFrom('', 'Line one.\n\nLine two.\r\n', ' '),
);
const name = fc.stringMatching(/^[a-z][a-z0-9_]{0,8}$/);
const policy = fc.constantFrom('always_allow', 'always_ask', 'auto').map((type) => ({ type }));

function merge(parts: readonly Readonly<Record<string, Json>>[]): Record<string, Json> {
  return Object.fromEntries(parts.flatMap((part) => Object.entries(part)));
}

/** The key, or not. */
function optional(key: string, value: fc.Arbitrary<Json>): fc.Arbitrary<Record<string, Json>> {
  return fc.oneof(
    fc.constant({}),
    value.map((one) => ({ [key]: one })),
  );
}

/** Any subset of the keys, some of them null. */
function some(shape: Readonly<Record<string, fc.Arbitrary<Json>>>): fc.Arbitrary<Record<string, Json>> {
  return fc.tuple(...Object.entries(shape).map(([key, value]) => optional(key, fc.option(value)))).map(merge);
}

const settings = { enabled: fc.boolean(), permission_policy: policy };
const level = fc.constantFrom('low', 'medium', 'high', 'xhigh', 'max');
const model = fc.oneof(
  fc.constantFrom('claude-haiku-4-5', 'claude-opus-5'),
  fc
    .tuple(
      fc.constantFrom('claude-haiku-4-5', 'claude-opus-5'),
      some({
        effort: fc.oneof(
          level,
          level.map((type) => ({ type })),
        ),
        speed: fc.constantFrom('standard', 'fast'),
        inference_geo: fc.constantFrom('us', 'eu'),
      }),
    )
    .map(([id, options]) => ({ ...options, id })),
);

function listConfigs(names: fc.Arbitrary<string>): fc.Arbitrary<Json> {
  const config = fc.tuple(names, some(settings)).map(([of, rest]) => ({ ...rest, name: of }));
  return fc.uniqueArray(config, { maxLength: 3, selector: (one) => one.name });
}

const builtIn = fc.constantFrom('bash', 'edit', 'read', 'write', 'glob', 'grep', 'web_fetch', 'web_search');
const toolset = fc
  .tuple(optional('configs', listConfigs(builtIn)), some({ default_config: some(settings) }))
  .map((parts) => merge([...parts, { type: 'agent_toolset_20260401' }]));
const custom = fc.record({
  type: fc.constant('custom'),
  name,
  description: text,
  input_schema: fc
    .dictionary(name, fc.constantFrom<Json>({ type: 'string', default: null }, { enum: ['b', 'a', null] }))
    .map((properties) => ({ type: 'object', properties })),
});
const mcpToolset = (server: string) =>
  fc
    .tuple(optional('configs', listConfigs(name)), some({ default_config: some(settings) }))
    .map((parts) => merge([...parts, { type: 'mcp_toolset', mcp_server_name: server }]));

/** What is under the keys of an agent file that the service takes. */
export const arbitraryAgentFile: fc.Arbitrary<Record<string, Json>> = fc
  .uniqueArray(name, { maxLength: 3 })
  .chain((servers) =>
    fc.tuple(
      fc.record({ name: fc.string({ minLength: 1, maxLength: 20 }), model }),
      some({ system: text, description: text }),
      fc
        .tuple(fc.array(fc.oneof(toolset, custom), { maxLength: 3 }), ...servers.map(mcpToolset))
        .map(([tools, ...more]) => ({
          tools: [...tools, ...more],
          mcp_servers: servers.map((server) => ({
            type: 'url',
            name: server,
            url: `https://${server}.example.org`,
          })),
        })),
      optional(
        'skills',
        fc.uniqueArray(
          fc
            .tuple(
              fc.constantFrom('anthropic', 'custom'),
              name,
              some({ version: fc.constantFrom('1', 'latest') }),
            )
            .map(([type, skill_id, rest]) => ({ ...rest, type, skill_id })),
          { maxLength: 3, selector: ({ type, skill_id }) => `${type} ${skill_id}` },
        ),
      ),
      optional('metadata', fc.dictionary(name, text, { maxKeys: 5 })),
      some({
        multiagent: fc.constant({ type: 'coordinator', agents: ['agent_y'] }),
        execution_identity: fc.constantFrom<Json>(
          { type: 'service_account' },
          { type: 'aws_role', role_arn: 'arn:aws:iam::1:role/a' },
        ),
      }),
    ),
  )
  .map((parts) => merge(parts));
