import type { Json } from '../../domain/fixture.ts';
import { isJsonRecord } from '../../domain/isJsonRecord.ts';
import { quote } from '../../domain/quote.ts';
import { shorten } from '../../domain/shorten.ts';

/** What a reply holds, by field; or, in words, why it cannot be read the way production reads it. */
export type ReadReply = { readonly fields: ReadonlyMap<string, Json> } | { readonly unreadable: string };

/** Deeper than any honest answer, and shallow enough for every recursive function that meets the value. */
const DEEPEST = 100;

/**
 * Reads a reply in the form that the policy asks for and picks the graded fields.
 *
 * - `json`: one JSON object and nothing around it but JSON's own white space (a byte-order mark, a code fence,
 *   a word of prose: production's `JSON.parse` would throw on each). An object that says the same key twice is
 *   unreadable too: RFC 8259 leaves open which one counts, so a reply could be right here and wrong there.
 * - `text`: the whole text, trimmed, is the value of every field asked for (the policy allows one).
 */
export function readReply(reply: string, form: 'json' | 'text', wanted: readonly string[]): ReadReply {
  if (reply.trim() === '') return { unreadable: 'the reply is empty' };
  if (form === 'text') return { fields: new Map(wanted.map((field) => [field, reply.trim()])) };

  const value = parseJson(reply);
  if (value === undefined) return { unreadable: `${describeNonJson(reply)}: ${quote(reply)}` };
  if (!isJsonRecord(value)) {
    return { unreadable: `the reply is ${describeKind(value)}, not one JSON object: ${quote(reply)}` };
  }
  const trap = findTrap(reply);
  if (trap !== undefined) return { unreadable: `${trap}: ${quote(reply)}` };

  const missing = wanted.filter((field) => !Object.hasOwn(value, field));
  if (missing.length > 0) {
    const names = missing.map((field) => `\`${field}\``).join(', ');
    return { unreadable: `the reply has no field ${names}: ${quote(reply)}` };
  }
  return { fields: new Map(Object.entries(value)) };
}

function parseJson(text: string): Json | undefined {
  try {
    // What `JSON.parse` returns is JSON by definition, numbers too large to be finite aside.
    const value: Json = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function describeKind(value: Json): string {
  if (value === null) return '`null`';
  if (Array.isArray(value)) return 'a JSON list';
  return `a JSON ${typeof value}`;
}

function describeNonJson(reply: string): string {
  const text = reply.trim();
  if (parseJson(text) !== undefined)
    return 'the reply has a byte-order mark or odd white space around the JSON';
  if (text.startsWith('```')) return 'the reply is in a code fence, not a bare JSON object';
  if (text.startsWith('{')) {
    return text.endsWith('}')
      ? 'the reply is broken JSON'
      : 'the reply is cut off, or has text after the JSON';
  }
  return text.includes('{') ? 'the reply has text around the JSON' : 'the reply is not JSON';
}

/** In valid JSON: a string, or one of the marks that open and close a level or follow a key. */
const TOKEN = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]:]/gs;

/**
 * What makes valid JSON unsafe to grade: a repeated key, or nesting beyond `DEEPEST`. Goes by tokens, without
 * recursion, because the reply may be nested as deeply as it likes.
 */
function findTrap(json: string): string | undefined {
  const levels: Set<unknown>[] = [];
  let latest = '';
  for (const [token] of json.matchAll(TOKEN)) {
    if (token === '{' || token === '[') {
      levels.push(new Set());
      if (levels.length > DEEPEST) return `the reply is nested more than ${DEEPEST} levels deep`;
    } else if (token === '}' || token === ']') {
      levels.pop();
    } else if (token === ':') {
      // Decoded, or `"te\u0061m"` would pass for another key than `"team"`.
      const key = parseJson(latest);
      if (levels.at(-1)?.has(key)) return `the reply has the key ${shorten(latest)} twice`;
      levels.at(-1)?.add(key);
    } else {
      latest = token;
    }
  }
  return undefined;
}
