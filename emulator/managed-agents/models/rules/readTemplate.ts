import type { Option } from './readOptions.ts';
import { readInlineOptions } from './readOptions.ts';

/** A field of the JSON object that a prompt shows as the form of the reply. */
export interface TemplateField {
  readonly name: string;
  /** The value as written there, quotes included. */
  readonly value: string;
  /** The labels that the value lists; empty when it lists none. */
  readonly options: readonly Option[];
}

/** Longer than any form of a reply that a prompt would show. */
const longestTemplate = 4_000;
/** More opening braces than any prompt has before its template. */
const mostBraces = 200;

/**
 * Finds the first JSON-like object in a prompt, `{"team": "<billing|auth>", "priority": "P0 | P1"}`, and
 * takes its own fields. It is a form and seldom valid JSON, so it is not parsed as such. Empty when there
 * is none.
 */
export function readTemplate(prompt: string): TemplateField[] {
  let start = prompt.indexOf('{');
  for (let tried = 0; start !== -1 && tried < mostBraces; tried += 1) {
    const body = readBraces(prompt.slice(start, start + longestTemplate));
    const fields = body === undefined ? [] : readTemplateFields(body);
    if (fields.length > 0) return fields;
    start = prompt.indexOf('{', start + 1);
  }
  return [];
}

/** What stands between the brace that `text` begins with and its partner. */
function readBraces(text: string): string | undefined {
  let depth = 0;
  for (let i = 0; i < text.length; i += 1) {
    if (text[i] === '{') depth += 1;
    if (text[i] === '}') depth -= 1;
    if (depth === 0) return text.slice(1, i);
  }
  return undefined;
}

function readTemplateFields(body: string): TemplateField[] {
  const keys = [...body.matchAll(/["“]([^"“”{}\n]{1,64})["”]\s*:/g)].filter((key) => {
    const before = body.slice(0, key.index);
    return before.split('{').length === before.split('}').length;
  });
  return keys.map((key, i) => {
    const value = body.slice(key.index + key[0].length, keys[i + 1]?.index ?? body.length);
    const text = value.trim().replace(/,$/, '').trim();
    return { name: key[1] ?? '', value: text, options: readValueOptions(text) };
  });
}

function readValueOptions(value: string): Option[] {
  const bare = value.replace(/^["'“<\s]+|["'”>\s]+$/g, '').replace(/^.*?\bone of\b:?\s*/i, '');
  const options = readInlineOptions(bare) ?? [];
  // "a short reason, one sentence" describes a value; "P0, P1 or P2" lists the values that there are.
  const lists = /\||\bone of\b/i.test(value) || options.every((option) => !option.name.includes(' '));
  return lists ? options : [];
}
