import { shorten } from './shorten.ts';

/**
 * A text of any origin as part of a sentence: shortened, on one line, in double quotes, control characters
 * escaped as in JSON. Markdown, HTML and mentions are not escaped: that is for whoever prints the sentence.
 */
export function quote(text: string, limit = 80): string {
  return JSON.stringify(shorten(text, limit));
}
