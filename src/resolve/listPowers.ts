import type { AgentConfig } from '../domain/agent.ts';
import type { Json } from '../domain/fixture.ts';
import { isJsonRecord } from '../domain/isJsonRecord.ts';
import { shorten } from '../domain/shorten.ts';

/**
 * What lets a version act rather than only talk, each in words: its tools, MCP servers and sub-agents. Skills
 * are not among them, since without a tool nothing can open them. Empty when it can only talk.
 */
export function listPowers(config: AgentConfig): readonly string[] {
  return [
    ...config.tools.map((tool) => `the tool ${nameOf(tool, ['name', 'mcp_server_name', 'type'])}`),
    ...config.mcpServers.map((server) => `the MCP server ${nameOf(server, ['name', 'url'])}`),
    ...(isSet(config.multiagent) ? ['sub-agents'] : []),
  ];
}

function nameOf(value: Json, keys: readonly string[]): string {
  for (const key of keys) {
    const name = isJsonRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined;
    if (typeof name === 'string' && name !== '') return `\`${shorten(name, 60)}\``;
  }
  return `\`${shorten(JSON.stringify(value), 60)}\``;
}

function isSet(value: Json): boolean {
  return value !== null && value !== false;
}
