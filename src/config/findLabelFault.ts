import type { Json } from '../domain/fixture.ts';
import type { Matcher, Policy } from '../domain/policy.ts';
import { formatOf } from './isFixturePath.ts';

const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d+)?$/i;

/**
 * What a label should be for its matcher, as the rest of "… should be"; undefined when it is that. A label that
 * no reply or every reply would match (an empty text is contained in all of them) must not reach the grading.
 */
export function findLabelFault(
  label: Json,
  matcher: Matcher,
  file: string,
  reply: Policy['reply'],
): string | undefined {
  const isCell = formatOf(file) === 'csv';
  if (isCell && label === '') return 'a label';
  switch (matcher) {
    case 'exact':
    case 'ignore-case':
      return reply === 'text' && typeof label !== 'string'
        ? 'a text, the only thing that `reply: text` gives'
        : undefined;
    case 'one-of':
      if (isCell) {
        return typeof label === 'string' && /[^|\s]/.test(label) && !/^\s*\[\s*\]\s*$/.test(label)
          ? undefined
          : 'the values that are right, such as `billing|auth`';
      }
      return Array.isArray(label) && label.length > 0
        ? undefined
        : 'a list of the values that are right, such as ["billing", "auth"]';
    case 'contains':
      return isFilledText(label) ? undefined : 'a text that the reply should contain';
    case 'regex':
      return isFilledText(label) && compiles(label) ? undefined : 'a regular expression (JavaScript, flag u)';
    case 'number':
      return isNumber(label) ? undefined : 'a number';
  }
}

function isFilledText(label: Json): label is string {
  return typeof label === 'string' && label !== '';
}

function compiles(pattern: string): boolean {
  try {
    new RegExp(pattern, 'u');
    return true;
  } catch {
    return false;
  }
}

function isNumber(label: Json): boolean {
  if (typeof label === 'number') return true;
  return typeof label === 'string' && DECIMAL.test(label.trim()) && Number.isFinite(Number(label));
}
