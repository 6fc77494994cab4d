import { shorten } from '../domain/shorten.ts';

/** A key, field or team of any origin as a name in a sentence: on one line, between backticks of its own. */
export function code(name: string): string {
  return `\`${shorten(name).replace(/[\p{C}\u2028\u2029`]/gu, '\u{FFFD}')}\``;
}
