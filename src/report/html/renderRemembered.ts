import type { PinResult } from '../../domain/result.ts';
import { runAttemptUrl } from '../links.ts';
import { explainRemembered } from '../remembered/explainRemembered.ts';
import type { ReportContext } from '../reportContext.ts';
import { type Html, html } from './html.ts';
import { htmlLink } from './htmlLink.ts';
import { htmlSentence } from './htmlSentence.ts';
import { renderScores } from './renderScores.ts';

/** A pin whose verdict another run reached: that nothing was run, which run it was, and its teams. */
export function renderRemembered(
  pin: Extract<PinResult, { state: 'remembered' }>,
  context: ReportContext,
): Html {
  const url = runAttemptUrl(context, pin.evaluation.run);
  const more = url === undefined ? html`` : html` ${htmlLink(html`That run`, url)} has the whole report.`;
  return html`<p class="note">ℹ️ ${htmlSentence(explainRemembered(pin))}${more}</p>
${renderScores(pin.evaluation)}`;
}
