import type { AgentConfig } from '../agent.ts';
import type { Json } from '../fixture.ts';
import { isJsonRecord } from '../isJsonRecord.ts';
import { shorten } from '../shorten.ts';
import { canonicalConfig } from './canonicalConfig.ts';

/** What a sentence calls the parts that are compared as a whole. */
const NAMES = [
  ['name', 'the name'],
  ['description', 'the description'],
  ['system', 'the system prompt'],
  ['tools', 'the tools'],
  ['mcpServers', 'the MCP servers'],
  ['skills', 'the skills'],
  ['multiagent', 'the sub-agents'],
  ['executionIdentity', 'the execution identity'],
] as const;

/** In what two configurations differ, each as a noun of a sentence: "the system prompt", "metadata `owner`". */
export function listConfigDifferences(a: AgentConfig, b: AgentConfig): readonly string[] {
  const [one, other] = [canonicalConfig(a), canonicalConfig(b)];
  return [
    ...listKeys(one.model, other.model).map(nameModelOption),
    ...NAMES.filter(([key]) => !isSame(one[key], other[key])).map(([, name]) => name),
    ...listKeys(one.metadata, other.metadata).map((key) => `metadata ${code(key)}`),
  ];
}

/** The keys of two maps under which they differ. */
function listKeys(one: Json, other: Json): readonly string[] {
  const [a, b] = [isJsonRecord(one) ? one : {}, isJsonRecord(other) ? other : {}];
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].filter((key) => !isSame(valueAt(a, key), valueAt(b, key)));
}

function valueAt(record: { readonly [key: string]: Json }, key: string): Json | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function isSame(a: Json | undefined, b: Json | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function nameModelOption(key: string): string {
  if (key === 'id') return 'the model';
  return key === 'effort' || key === 'speed' ? `the model's ${key}` : `the model's ${code(key)}`;
}

/** A key of any origin as a name in a sentence. */
function code(name: string): string {
  return `\`${shorten(name).replace(/[\p{C}\u2028\u2029`]/gu, '\u{FFFD}')}\``;
}
