import type { PinResult } from '../../domain/result.ts';
import type { Detail } from '../detail.ts';
import { escapeSentence } from '../escape.ts';
import { link, runAttemptUrl } from '../links.ts';
import type { ReportContext } from '../reportContext.ts';
import { explainRemembered } from './explainRemembered.ts';
import { renderScores } from './renderScores.ts';

/** A pin whose verdict another run reached, in Markdown: that nothing was run, which run it was, and its teams. */
export function renderRemembered(
  pin: Extract<PinResult, { state: 'remembered' }>,
  context: ReportContext,
  detail: Detail,
): readonly string[] {
  const url = runAttemptUrl(context, pin.evaluation.run);
  const more = url === undefined ? '' : ` ${link('That run', url)} has the whole report.`;
  return [
    `ℹ️ ${escapeSentence(explainRemembered(pin))}${more}`,
    ...renderScores(pin.evaluation, detail.teams),
  ];
}
