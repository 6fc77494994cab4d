import type { AgentVersion } from '../../domain/agent.ts';
import type { Json } from '../../domain/fixture.ts';

/** A setting besides the system prompt that differs. Values as JSON or plain text, raw; undefined: not there. */
export interface ConfigChange {
  /** `model`, `model.effort`, `description`, `tools`, `mcp server`, `skill`, `metadata.owner`, … */
  readonly name: string;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/** Everything that differs between two versions but their system prompts, in a fixed order. */
export function listConfigChanges(before: AgentVersion, after: AgentVersion): readonly ConfigChange[] {
  const { id: oldModel, ...oldOptions } = before.model;
  const { id: newModel, ...newOptions } = after.model;
  return [
    ...compare('name', before.name, after.name),
    ...compare('model', oldModel, newModel),
    ...compareMaps('model.', oldOptions, newOptions),
    ...compare('description', before.description, after.description),
    ...compareLists('tool', before.tools, after.tools),
    ...compareLists('MCP server', before.mcpServers, after.mcpServers),
    ...compareLists('skill', before.skills, after.skills),
    ...compare('multiagent', before.multiagent, after.multiagent),
    ...compareMaps('metadata.', before.metadata, after.metadata),
  ];
}

function compare(name: string, before: Json | undefined, after: Json | undefined): readonly ConfigChange[] {
  const [old, fresh] = [write(before), write(after)];
  return old === fresh ? [] : [{ name, before: old, after: fresh }];
}

function compareMaps(
  prefix: string,
  before: Readonly<Record<string, Json>>,
  after: Readonly<Record<string, Json>>,
): readonly ConfigChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const read = (map: Readonly<Record<string, Json>>, key: string) =>
    Object.hasOwn(map, key) ? map[key] : undefined;
  return keys.flatMap((key) => compare(`${prefix}${key}`, read(before, key), read(after, key)));
}

/** Items by what they are called, so that one that was changed is told from one that came or went. */
function compareLists(
  name: string,
  before: readonly Json[],
  after: readonly Json[],
): readonly ConfigChange[] {
  const [old, fresh] = [byName(before), byName(after)];
  return [...new Set([...old.keys(), ...fresh.keys()])].flatMap((key) =>
    compare(`${name} ${key}`, old.get(key), fresh.get(key)),
  );
}

function byName(items: readonly Json[]): ReadonlyMap<string, Json> {
  const named = new Map<string, Json>();
  for (const item of items) {
    const name = nameItem(item);
    let key = name;
    for (let count = 2; named.has(key); count += 1) key = `${name} (${count})`;
    named.set(key, item);
  }
  return named;
}

const NAMES = ['name', 'skill_id', 'mcp_server_name', 'type'] as const;

function nameItem(item: Json): string {
  if (typeof item === 'object' && item !== null && !Array.isArray(item)) {
    const map: Readonly<Record<string, Json>> = Object.fromEntries(Object.entries(item));
    for (const name of NAMES) {
      const value = map[name];
      if (typeof value === 'string') return value;
    }
  }
  return JSON.stringify(item);
}

/** Texts as they are, everything else as JSON with its keys in order; nothing for null, and for an empty text. */
function write(value: Json | undefined): string | undefined {
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'string' ? value : JSON.stringify(sortKeys(value));
}

function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, inner]): [string, Json] => [key, sortKeys(inner)]),
  );
}
