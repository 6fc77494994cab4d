import type { Json } from '../../domain/fixture.ts';

/**
 * Deep equality of two JSON values. The order of an object's keys does not count, that of a list does; `1` and
 * `"1"` differ, `1` and `1.0` are the same number.
 */
export function isEqualJson(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (isList(a) || isList(b)) {
    if (!isList(a) || !isList(b) || a.length !== b.length) return false;
    return a.every((value, index) => isEqualJson(value, b[index] ?? null));
  }
  const keys = Object.keys(a);
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && isEqualJson(a[key] ?? null, b[key] ?? null))
  );
}

// `Array.isArray` does not narrow a readonly list.
function isList(value: object): value is readonly Json[] {
  return Array.isArray(value);
}
