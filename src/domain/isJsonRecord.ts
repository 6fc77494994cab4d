import type { Json } from './fixture.ts';

/** Whether a value is a map, no list. */
export function isJsonRecord(value: Json | undefined): value is { readonly [key: string]: Json } {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
