import { createHash } from 'node:crypto';
import type { Json } from './fixture.ts';

/** The first `length` hexadecimal digits of a value's SHA-256, whatever the order of its keys. */
export function digest(value: Json, length: number): string {
  return createHash('sha256')
    .update(JSON.stringify(sortKeys(value)))
    .digest('hex')
    .slice(0, length);
}

function sortKeys(value: Json): Json {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  // Entries, not an object: keys such as `__proto__` and `1` would not stay where they are put.
  return ['map', ...entries.map(([key, one]) => [key, sortKeys(one)])];
}
