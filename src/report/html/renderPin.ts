import type { Evaluation, PinSection, Report } from '../buildReport.ts';
import { findVersionLine } from '../findVersionLine.ts';
import { ICONS } from '../icons.ts';
import { fileUrl } from '../links.ts';
import { describePin } from './describePin.ts';
import { type Html, html } from './html.ts';
import { htmlCode } from './htmlCode.ts';
import { htmlLink } from './htmlLink.ts';
import { htmlList } from './htmlList.ts';
import { htmlSentence } from './htmlSentence.ts';
import { renderAttemptList } from './renderAttemptList.ts';
import { renderDecision } from './renderDecision.ts';
import { renderDraft } from './renderDraft.ts';
import { renderFixtureList } from './renderFixtureList.ts';
import { renderMeasures } from './renderMeasures.ts';
import { renderProblemList } from './renderProblemList.ts';
import { renderRemembered } from './renderRemembered.ts';
import { renderRollback } from './renderRollback.ts';
import { renderRoutes } from './renderRoutes.ts';
import { renderTeamTable } from './renderTeamTable.ts';
import { renderWhatChanged } from './renderWhatChanged.ts';
import { renderWhatWasEvaluated } from './renderWhatWasEvaluated.ts';

/** One pin's section; `key` is its id in the page. */
export function renderPin(
  { pin, verdict, headline, evaluation }: PinSection,
  report: Report,
  key: string,
): Html {
  const alone = report.sections.length === 1;
  const line = findVersionLine(pin);
  const head = report.result.change?.head;
  const url =
    head === undefined || line === undefined ? undefined : fileUrl(report.context, head, pin.path, line);
  return html`<section id="${key}" aria-labelledby="${key}-title" class="pin">
<h2 id="${key}-title"><span aria-hidden="true">${ICONS[verdict]}</span> ${htmlLink(htmlCode(pin.path, 200), url)}</h2>
${alone ? html`` : html`<p class="lead">${htmlSentence(headline)}</p>\n`}${renderDraft(pin, report)}<p>${describePin(pin)}</p>
${'earlier' in pin ? renderAttemptList(pin.earlier, verdict, report.context) : html``}${
  pin.state === 'failed' ? renderProblemList(pin.problems) : html``
}${pin.state === 'remembered' ? renderRemembered(pin, report.context) : html``}${
  pin.state === 'rollback' ? renderRollback(pin, report) : html``
}${evaluation === undefined ? html`` : renderEvaluation(evaluation, report, key)}</section>
`;
}

function renderEvaluation(evaluation: Evaluation, report: Report, key: string): Html {
  const parts: readonly (readonly [id: string, title: string, content: Html])[] = [
    ['teams', 'Teams', renderTeamTable(evaluation, key)],
    ['decision', 'How the verdict was reached', renderDecision(evaluation)],
    ['changes', 'What changed', renderWhatChanged(evaluation, report)],
    ['routes', 'Where answers went', renderRoutes(evaluation)],
    ['measures', 'Latency, tokens and cost', renderMeasures(evaluation)],
    ['evaluated', 'What was evaluated', renderWhatWasEvaluated(evaluation, report)],
    ['fixtures', 'Fixtures', renderFixtureList(evaluation, report, key)],
  ];
  return html`${htmlList([
    ...renderNotes(evaluation.pin),
    ...evaluation.pin.decision.reasons.map((reason) => htmlSentence(reason)),
  ])}<nav class="parts" aria-label="Parts of ${evaluation.pin.path}"><ul>${parts.map(
    ([id, title]) =>
      html`<li><a href="#${key}-${id}">${title}</a>${id === 'fixtures' ? describeFlips(evaluation) : ''}</li>`,
  )}</ul></nav>
${parts.map(
  ([id, title, content]) => html`<h3 id="${key}-${id}" tabindex="-1">${title}</h3>
${content}`,
)}`;
}

function describeFlips({ flips }: Evaluation): string {
  const count = (flip: 'broke' | 'fixed') => flips.filter((row) => row.flip === flip && !row.onlyOnce).length;
  const counts = (['broke', 'fixed'] as const).filter((flip) => count(flip) > 0);
  return counts.length === 0 ? '' : `: ${counts.map((flip) => `${count(flip)} ${flip}`).join(', ')}`;
}

/** What a reader must know to read the rest right. */
function renderNotes(pin: Evaluation['pin']): readonly Html[] {
  return [
    ...(pin.baseline === undefined
      ? [
          html`ℹ️ No baseline: nothing is pinned on the base branch yet, so the candidate is evaluated alone, against the floors of <code>min-score</code>.`,
        ]
      : []),
    ...(pin.source.from === 'head'
      ? [
          html`⚠️ Policy and fixtures are those of the change itself: the base branch has no policy for this pin yet.`,
        ]
      : []),
  ];
}
