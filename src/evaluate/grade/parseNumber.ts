import type { Json } from '../../domain/fixture.ts';

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * The finite number that a value says: a number, or a text that is a decimal number and nothing else
 * (`"3"`, `" 3.0 "`, `"3e0"`; not `""`, `"0x3"`, `"1,000"`, `"3 days"`). Undefined for everything else.
 */
export function parseNumber(value: Json): number | undefined {
  if (typeof value === 'string' && !DECIMAL.test(value.trim())) return undefined;
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number : undefined;
}
