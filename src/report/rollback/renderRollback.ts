import type { PinResult } from '../../domain/result.ts';
import type { Report } from '../buildReport.ts';
import type { Detail } from '../detail.ts';
import { codeSpan, escapeSentence } from '../escape.ts';
import { formatTime } from '../formatTime.ts';
import { link, runAttemptUrl } from '../links.ts';
import { list } from '../markdown.ts';
import type { ReportContext } from '../reportContext.ts';
import { renderScores } from '../remembered/renderScores.ts';
import { describeState } from './describeState.ts';
import { explainRollback } from './explainRollback.ts';

type Rollback = Extract<PinResult, { state: 'rollback' }>;

/** A rollback by the fast lane, in Markdown: what is known of the version that it goes back to. */
export function renderRollback(pin: Rollback, report: Report, detail: Detail): readonly string[] {
  const { lead, verification, isVerified, lane } = explainRollback(pin);
  const branch = report.result.change?.baseName;
  const where = branch === undefined ? '' : ` on ${codeSpan(branch)}`;
  const { from, until } = pin.live;
  return [
    `${isVerified ? '✅' : '⚠️'} **${lead}**: ${escapeSentence(verification)}`,
    `ℹ️ ${escapeSentence(lane)}`,
    `Version ${pin.candidate.version} was live${where}:`,
    ...list([`from ${describeState(from, report.context)}`, `until ${describeState(until, report.context)}`]),
    ...renderPromotion(pin, report.context, detail),
  ];
}

/** What it came to when it was promoted; nothing where nobody knows. */
function renderPromotion({ scores }: Rollback, context: ReportContext, detail: Detail): readonly string[] {
  if (scores === undefined) return [];
  const run = link(`run ${scores.run.id}`, runAttemptUrl(context, scores.run));
  return [
    `**When it was promoted**, evaluated by ${run} at ${formatTime(scores.at)}:`,
    ...renderScores(scores, detail.teams),
  ];
}
