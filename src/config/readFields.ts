import type { Json } from '../domain/fixture.ts';
import { code } from './code.ts';
import { describe } from './describe.ts';

/** Levels of lists and maps in a field. More is nobody's ticket, and all that walks a value recurses. */
const MOST_LEVELS = 64;

export type Fields = Readonly<Record<string, Json>>;

/**
 * The fields of a parsed record, without a prototype: `constructor` and `__proto__` are fields like any other.
 * A sentence when the record is no map, or a value is one that JSON does not have.
 */
export function readFields(value: unknown): { fields: Fields } | { fault: string } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return { fault: `A fixture should be an object with fields, but this is ${describe(value)}.` };
  }
  const fields: Record<string, Json> = Object.create(null);
  for (const [name, field] of Object.entries(value)) {
    if (!isJson(field, MOST_LEVELS)) {
      return {
        fault: `The field ${code(name)} holds a number that is not finite, or is nested deeper than ${MOST_LEVELS} levels: write it as text.`,
      };
    }
    fields[name] = field;
  }
  return { fields: Object.freeze(fields) };
}

function isJson(value: unknown, levels: number): value is Json {
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'string' || typeof value === 'boolean';
  if (value === null) return true;
  return levels > 0 && Object.values(value).every((inner) => isJson(inner, levels - 1));
}
