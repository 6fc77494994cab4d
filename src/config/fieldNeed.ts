import type { Problem } from '../domain/problem.ts';
import type { Template } from '../domain/template.ts';
import { code } from './code.ts';
import type { FixtureEntry } from './fixtureEntry.ts';
import type { PolicyFile } from './readPolicy.ts';
import { suggest } from './suggest.ts';

/** Field names that the nearest one is looked for among. */
const MOST_NAMES = 200;

/** A field that every fixture must have, and the keys of `gate.yml` that ask for it. */
export interface FieldNeed {
  readonly field: string;
  readonly keys: readonly string[];
  /** Where `gate.yml` first asks; undefined where a default does. */
  readonly line: number | undefined;
}

/** The fields that `message`, `expect` and `group-by` name, each once. */
export function collectNeeds(
  { policy, lineOf, messageLine }: PolicyFile,
  template: Template,
): readonly FieldNeed[] {
  const needs = new Map<string, FieldNeed>();
  const add = (field: string, key: string, line: number | undefined) => {
    const known = needs.get(field);
    needs.set(field, { field, keys: [...(known?.keys ?? []), key], line: known?.line ?? line });
  };
  for (const part of template.parts) {
    const isNew = typeof part !== 'string' && !needs.has(part.field);
    if (isNew) add(part.field, 'message', messageLine(part.line));
  }
  for (const field of Object.keys(policy.expect)) add(field, 'expect', lineOf(['expect', field]));
  add(policy['group-by'], 'group-by', lineOf(['group-by']));
  return [...needs.values()];
}

/** The problem of a field that no fixture has: it is the policy's slip, not that of a thousand fixtures. */
export function explainUnmet(
  { field, keys, line }: FieldNeed,
  entries: readonly FixtureEntry[],
  { path, lineOf }: PolicyFile,
): Problem {
  const names = new Set<string>();
  for (const { fields } of entries) {
    for (const name of Object.keys(fields)) if (names.size < MOST_NAMES) names.add(name);
  }
  const verb = nameKeys(keys, (key) => (lineOf([key]) === undefined ? ' (by default)' : ''));
  const message = `${verb} the field ${code(field)}, but no fixture has it: ${suggest(field, [...names], 'fields of the fixtures')}`;
  return { file: path, ...(line === undefined ? {} : { line }), message };
}

/** The problem of a field that one fixture lacks and others have. `name` is how the sentence calls it. */
export function explainLacking({ field, keys }: FieldNeed, name: string): string {
  return `${name} has no field ${code(field)}, which ${nameKeys(keys, () => '', ' in gate.yml')}: add it.`;
}

/** "`expect` and `group-by` name", as the beginning of a sentence. */
function nameKeys(keys: readonly string[], remark: (key: string) => string, place = ''): string {
  const names = keys.map((key) => `${code(key)}${remark(key)}`);
  return names.length === 1
    ? `${names.join('')}${place} names`
    : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}${place} name`;
}
