import { shorten } from '../../domain/shorten.ts';
import { CODE } from '../escape.ts';
import { type Html, html } from './html.ts';
import { htmlCode } from './htmlCode.ts';

/** A sentence of any origin: what stands in backticks becomes code. */
export function htmlSentence(sentence: string, limit = 2_000): Html {
  const parts = shorten(sentence, limit).trim().split(CODE);
  return html`${parts.map((part, index) =>
    index % 2 === 1 ? htmlCode(part, Number.POSITIVE_INFINITY) : html`${part}`,
  )}`;
}
