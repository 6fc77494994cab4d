import type { PinState } from '../../domain/pinHistory.ts';
import type { PinResult } from '../../domain/result.ts';
import { shorten } from '../../domain/shorten.ts';
import type { Report } from '../buildReport.ts';
import { formatTime } from '../formatTime.ts';
import { commitUrl, runAttemptUrl, shortenCommit, webUrl } from '../links.ts';
import type { ReportContext } from '../reportContext.ts';
import { explainRollback } from '../rollback/explainRollback.ts';
import { type Html, html } from './html.ts';
import { htmlCode } from './htmlCode.ts';
import { htmlLink } from './htmlLink.ts';
import { htmlList } from './htmlList.ts';
import { htmlSentence } from './htmlSentence.ts';
import { renderScores } from './renderScores.ts';

/** A rollback by the fast lane: what is known of the version that it goes back to. */
export function renderRollback(
  pin: Extract<PinResult, { state: 'rollback' }>,
  { result, context }: Report,
): Html {
  const { lead, verification, isVerified, lane } = explainRollback(pin);
  const { live, candidate, scores } = pin;
  const branch = result.change?.baseName;
  return html`<p class="note${isVerified ? '' : ' warning'}">${isVerified ? '✅' : '⚠️'} <strong>${lead}</strong>: ${htmlSentence(verification)}</p>
<p>ℹ️ ${htmlSentence(lane)}</p>
<p>Version ${candidate.version} was live${branch === undefined ? html`` : html` on ${htmlCode(branch)}`}:</p>
${htmlList([
  html`from ${describeState(live.from, context)}`,
  html`until ${describeState(live.until, context)}`,
])}${
  scores === undefined
    ? html``
    : html`<p><strong>When it was promoted</strong>, evaluated by ${htmlLink(html`run ${scores.run.id}`, runAttemptUrl(context, scores.run))} at ${formatTime(scores.at)}:</p>
${renderScores(scores)}`
}`;
}

function describeState({ at, author, pullRequest, commit }: PinState, context: ReportContext): Html {
  const how =
    pullRequest === undefined
      ? html`commit ${htmlLink(htmlCode(shortenCommit(commit)), commitUrl(context, commit))}`
      : html`${htmlLink(html`pull request ${pullRequest.number}`, webUrl(pullRequest.url))}, ${shorten(pullRequest.title, 120)}`;
  return html`${formatTime(at)}, by ${htmlCode(author, 60)}: ${how}`;
}
