import { shorten } from '../../domain/shorten.ts';
import { type Html, html } from './html.ts';

/** A value of any origin as code; a word where there would be nothing to see. */
export function htmlCode(text: string, limit = 120): Html {
  if (text.trim() === '') return html`<em>${text === '' ? 'empty' : 'only spaces'}</em>`;
  return html`<code>${shorten(text, limit)}</code>`;
}
