import { shorten } from '../../domain/shorten.ts';

/** Characters that a label has room for. */
const LIMIT = 16;
const REPLACED: Readonly<Record<string, string>> = { '"': "'", '[': '(', ']': ')', '{': '(', '}': ')' };
/**
 * Letters, numbers and marks that Mermaid reads as text between double quotes. Left out are, among others, `%`
 * (`%%{` configures), `#` and `;` (entities), backticks (Markdown), `<` and everything that is not seen.
 */
const SAFE = /^[\p{L}\p{M}\p{N} ._/+,()'…-]+$/u;

/** A text of any origin as it can stand between double quotes in Mermaid; undefined when it can not. */
export function nameForChart(name: string): string | undefined {
  const text = shorten(name, LIMIT).replace(/["[\]{}]/g, (mark) => REPLACED[mark] ?? '');
  return SAFE.test(text) && text.trim() !== '' ? text : undefined;
}
