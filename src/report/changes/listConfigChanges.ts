import type { AgentVersion } from '../../domain/agent.ts';
import { DIGEST_KEY } from '../../domain/agentDraft.ts';
import type { Json } from '../../domain/fixture.ts';
import { isJsonRecord } from '../../domain/isJsonRecord.ts';
import { normalizeAgentConfig } from '../../domain/agentConfig/normalizeAgentConfig.ts';

export type Setting =
  | 'name'
  | 'model'
  | 'model option'
  | 'description'
  | 'tool'
  | 'MCP server'
  | 'skill'
  | 'sub-agents'
  | 'execution identity'
  | 'metadata';

/** A setting besides the system prompt that differs. Texts are raw: whoever prints them escapes them. */
export interface ConfigChange {
  readonly setting: Setting;
  /** Which tool, server, skill, model option or metadata key; undefined for what a version has once. */
  readonly key: string | undefined;
  readonly kind: 'added' | 'removed' | 'changed';
  /** As plain text or JSON; undefined: not there, or withheld. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly withheld: boolean;
}

/**
 * Everything that differs between two versions but their system prompts, in a fixed order. The order of keys is no
 * difference, that of tools is: it is a change of `tool` without a key. An empty description or a null is as none.
 */
export function listConfigChanges(before: AgentVersion, after: AgentVersion): readonly ConfigChange[] {
  const { id: oldModel, ...oldOptions } = before.model;
  const { id: newModel, ...newOptions } = after.model;
  return [
    ...compare('name', undefined, before.name || undefined, after.name || undefined),
    ...compare('model', undefined, oldModel, newModel),
    ...compareMaps('model option', nameOptions(oldOptions), nameOptions(newOptions)),
    ...compare('description', undefined, before.description || undefined, after.description || undefined),
    ...compareLists('tool', before.tools, after.tools),
    ...compareLists('MCP server', before.mcpServers, after.mcpServers),
    ...compareLists('skill', before.skills, after.skills),
    ...compare('sub-agents', undefined, before.multiagent, after.multiagent),
    ...compare('execution identity', undefined, identityOf(before), identityOf(after)),
    ...compareMaps('metadata', withoutMark(before.metadata), withoutMark(after.metadata)),
  ];
}

function compare(
  setting: Setting,
  key: string | undefined,
  before: Json | undefined,
  after: Json | undefined,
): readonly ConfigChange[] {
  const [old, fresh] = [write(before), write(after)];
  if (old === fresh) return [];
  const kind = old === undefined ? 'added' : fresh === undefined ? 'removed' : 'changed';
  return [{ setting, key, kind, before: old, after: fresh, withheld: false }];
}

/** What is nothing but a type, as an effort is, by its name. */
function nameOptions(options: Readonly<Record<string, Json>>): Readonly<Record<string, Json>> {
  return Object.fromEntries(
    Object.entries(options).map(([name, value]): [string, Json] => {
      const type = isJsonRecord(value) && Object.keys(value).length === 1 ? value['type'] : undefined;
      return [name, typeof type === 'string' ? type : value];
    }),
  );
}

/** What a version's sessions act as; null for the service's default, which it may leave out. */
function identityOf(version: AgentVersion): Json {
  return normalizeAgentConfig(version).executionIdentity;
}

/** Which version was made from which file is no setting of anybody's. */
function withoutMark(metadata: AgentVersion['metadata']): AgentVersion['metadata'] {
  return Object.fromEntries(Object.entries(metadata).filter(([key]) => key !== DIGEST_KEY));
}

function compareMaps(
  setting: Setting,
  before: Readonly<Record<string, Json>>,
  after: Readonly<Record<string, Json>>,
): readonly ConfigChange[] {
  const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const read = (map: Readonly<Record<string, Json>>, key: string) =>
    Object.hasOwn(map, key) ? map[key] : undefined;
  return keys.flatMap((key) => compare(setting, key, read(before, key), read(after, key)));
}

/** Items by what they are called, so that one that was changed is told from one that came or went. */
function compareLists(
  setting: Setting,
  before: readonly Json[],
  after: readonly Json[],
): readonly ConfigChange[] {
  const [old, fresh] = [byName(before), byName(after)];
  const names = [...new Set([...old.keys(), ...fresh.keys()])];
  const changes = names.flatMap((name) => compare(setting, name, old.get(name), fresh.get(name)));
  const stays = (name: string) => old.has(name) && fresh.has(name);
  return [
    ...changes,
    ...compare(setting, undefined, [...old.keys()].filter(stays), [...fresh.keys()].filter(stays)),
  ];
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
    const map = new Map<string, Json>(Object.entries(item));
    for (const name of NAMES) {
      const value = map.get(name);
      if (typeof value === 'string' && value !== '') return value;
    }
  }
  return 'unnamed';
}

/** Texts as they are, everything else as JSON with its keys in order; nothing for null. */
function write(value: Json | undefined): string | undefined {
  if (value === undefined || value === null) return undefined;
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
