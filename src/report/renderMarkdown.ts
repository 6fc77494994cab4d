import type { Change } from '../domain/change.ts';
import { renderAttempts } from './attempts/renderAttempts.ts';
import type { PinSection, Report } from './buildReport.ts';
import { describePin, namePin } from './describePin.ts';
import type { Detail } from './detail.ts';
import { renderDraft } from './draft/renderDraft.ts';
import { codeSpan, escapeSentence } from './escape.ts';
import { formatCount, formatDuration, formatMoney } from './formatEffort.ts';
import { ICONS } from './icons.ts';
import { commitLink, link, webUrl } from './links.ts';
import { joinBlocks, list } from './markdown.ts';
import { renderEvaluation } from './renderEvaluation.ts';
import { renderProblems } from './renderProblems.ts';
import { type Frame, NO_FRAME } from './remembered/frameEvaluations.ts';
import { renderRemembered } from './remembered/renderRemembered.ts';
import { renderSentences } from './renderSentences.ts';
import { renderRollback } from './rollback/renderRollback.ts';

/**
 * The report in Markdown, as comment and job summary share it. `elsewhere`, Markdown too, is where the reader
 * finds what a shortened report leaves out; `frame` goes around what is said of each pin.
 */
export function renderMarkdown(report: Report, detail: Detail, elsewhere: string, frame = NO_FRAME): string {
  const { result, sections } = report;
  const shown = sections.slice(0, detail.sections);
  const alone = sections.length === 1;
  return joinBlocks([
    `### ${ICONS[result.verdict]} ${escapeSentence(report.headline, 800)}`,
    ...list([
      ...renderProblems(result.problems, detail.problems),
      ...renderSentences(result.warnings, detail.problems, '⚠️ '),
    ]),
    ...shown.flatMap((section) => renderSection(section, report, detail, alone, frame)),
    ...renderRest(sections.length - shown.length, detail),
    ...(detail.name === 'full' ? [] : [describeShedding(detail, elsewhere)]),
    ...renderFooter(report),
  ]);
}

function renderSection(
  section: PinSection,
  report: Report,
  detail: Detail,
  alone: boolean,
  frame: Frame,
): readonly string[] {
  const { pin, verdict } = section;
  const name = namePin(pin, report);
  const what = describePin(pin, report);
  const draft = renderDraft(pin, report);
  return [
    // With one pin the report's headline says it already.
    ...(alone
      ? [...draft, `${name}: ${what}`]
      : [
          `#### ${ICONS[verdict]} ${name}: ${escapeSentence(section.headline, 800)}`,
          ...draft,
          capitalize(what),
        ]),
    ...frame(section, renderBody(section, report, detail)),
  ];
}

function renderBody(section: PinSection, report: Report, detail: Detail): readonly string[] {
  const { pin, verdict, evaluation } = section;
  return [
    // However little room there is: who runs again until it passes must be seen to.
    ...('earlier' in pin ? renderAttempts(pin.earlier, verdict, report.context) : []),
    ...(pin.state === 'failed' ? list(renderProblems(pin.problems, detail.problems)) : []),
    ...(pin.state === 'remembered' ? renderRemembered(pin, report.context, detail) : []),
    ...(pin.state === 'rollback' ? renderRollback(pin, report, detail) : []),
    ...(evaluation === undefined ? [] : renderEvaluation(evaluation, report, detail)),
  ];
}

function capitalize(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function renderRest(count: number, detail: Detail): readonly string[] {
  return count > 0 && detail.sections > 0 ? [`… and ${formatCount(count, 'more pin')}.`] : [];
}

const LEFT_OUT: Readonly<Record<Exclude<Detail['name'], 'full'>, string>> = {
  diff: 'lines of the prompt’s diff beyond those shown',
  flips:
    'the details of the evaluation, of re-runs and of fixtures that did not flip, the chart, and flips, routes, ' +
    'problems or lines of the prompt’s diff beyond those listed',
  totals: 'all fixtures, the prompt’s diff, and teams, routes, pins or problems beyond those listed',
  link: 'everything but the headline',
};

function describeShedding(detail: Detail, elsewhere: string): string {
  if (detail.name === 'full') return '';
  return `✂️ Shortened to fit: left out are ${LEFT_OUT[detail.name]}. All of it is in ${elsewhere}.`;
}

function renderFooter({ result, context, effort }: Report): readonly string[] {
  const took = [
    ...(effort.sessions === 0 ? [] : [formatCount(effort.sessions, 'session'), formatMoney(effort.costUsd)]),
    formatDuration(effort.durationMs),
  ].join(', ');
  const run = webUrl(context.runUrl);
  const parts = [
    ...describeCommits(result.change, (commit) => commitLink(context, commit)),
    escapeSentence(took),
    ...(run === undefined ? [] : [link('run and job summary', run)]),
  ];
  return [`<sub>${parts.join(' · ')}</sub>`];
}

function describeCommits(change: Change | undefined, toLink: (commit: string) => string): readonly string[] {
  if (change === undefined) return [];
  return [`${toLink(change.head)} against ${codeSpan(change.baseName)} at ${toLink(change.base)}`];
}
