import { quote } from '../domain/quote.ts';
import { shorten } from '../domain/shorten.ts';

/** What a parsed value is, as the end of the sentence "… but it is". */
export function describe(value: unknown): string {
  if (value === null) return 'empty (null)';
  if (typeof value === 'string') return value === '' ? 'an empty text' : quote(value);
  if (Array.isArray(value)) {
    if (value.length === 0) return 'an empty list';
    return value.every((item) => typeof item !== 'object') ? shorten(JSON.stringify(value)) : 'a list';
  }
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'an empty map' : 'a map';
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : `a ${typeof value}`;
}
