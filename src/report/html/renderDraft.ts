import type { PinResult } from '../../domain/result.ts';
import type { Report } from '../buildReport.ts';
import { explainDraft } from '../draft/explainDraft.ts';
import { suggestedLine } from '../draft/suggestedLine.ts';
import { type Html, html } from './html.ts';
import { htmlCode } from './htmlCode.ts';
import { htmlSentence } from './htmlSentence.ts';

/** What a pin that says `next` is waiting for; nothing for one that says a number. */
export function renderDraft(pin: PinResult, { result }: Report): Html {
  const [first, ...others] = explainDraft(pin, result.change);
  if (first === undefined) return html``;
  const line = suggestedLine(pin);
  const becomes = line?.hasMore === true ? html` The line becomes ${htmlCode(line.text, 200)}.` : html``;
  return html`<div class="note"><p>${htmlSentence(first)}${becomes}</p>
${others.map((sentence) => html`<p>${htmlSentence(sentence)}</p>\n`)}</div>
`;
}
