import type { RunResult } from '../../domain/result.ts';
import { buildReport, type Report } from '../buildReport.ts';
import { formatCount, formatDuration, formatMoney } from '../formatEffort.ts';
import { ICONS } from '../icons.ts';
import { commitUrl, shortenCommit, webUrl } from '../links.ts';
import type { ReportContext } from '../reportContext.ts';
import { type Html, html } from './html.ts';
import { htmlCode } from './htmlCode.ts';
import { htmlLink } from './htmlLink.ts';
import { htmlList } from './htmlList.ts';
import { htmlSentence } from './htmlSentence.ts';
import { renderPage } from './renderPage.ts';
import { renderPin } from './renderPin.ts';
import { renderProblemList } from './renderProblemList.ts';

/**
 * `report.html`: one file that asks nobody for anything, with everything that a run found. Texts of any origin are
 * text in it; replies and prompts are in it only if they may be shown.
 */
export function renderHtml(result: RunResult, context: ReportContext): string {
  const report = buildReport(result, context);
  const pins = report.sections.map((section, index) => ({ section, key: `pin-${index + 1}` }));
  return renderPage(
    report.headline.replaceAll('`', ''),
    html`<header class="${report.result.verdict}">
<p class="product">Pin Gate</p>
<h1><span aria-hidden="true">${ICONS[report.result.verdict]}</span> ${htmlSentence(report.headline)}</h1>
${renderFacts(report)}</header>
<main id="main" tabindex="-1">
${renderRemarks(report)}${pins.length < 2 ? html`` : renderContents(pins)}${pins.map(({ section, key }) =>
  renderPin(section, report, key),
)}</main>
`,
  );
}

function renderFacts({ result, context, effort }: Report): Html {
  const { change } = result;
  const commit = (name: string) => htmlLink(htmlCode(shortenCommit(name)), commitUrl(context, name));
  const time = new Date(result.startedAt).toISOString();
  const facts = [
    ...(change === undefined
      ? []
      : [
          html`${change.number === undefined ? '' : `Pull request ${change.number}: `}${commit(change.head)} against ${htmlCode(change.baseName)} at ${commit(change.base)}`,
        ]),
    html`<time datetime="${time}">${time.slice(0, 16).replace('T', ' ')} UTC</time>`,
    html`${effort.sessions === 0 ? '' : `${formatCount(effort.sessions, 'session')}, ${formatMoney(effort.costUsd)}, `}${formatDuration(effort.durationMs)}`,
    ...(webUrl(context.runUrl) === undefined
      ? []
      : [htmlLink(html`run and job summary`, webUrl(context.runUrl))]),
  ];
  return html`<p class="facts">${facts.map((fact, index) => html`${index === 0 ? '' : ' · '}<span>${fact}</span>`)}</p>
`;
}

/** Problems and warnings of the run as a whole. */
function renderRemarks({ result: { problems, warnings } }: Report): Html {
  if (problems.length + warnings.length === 0) return html``;
  return html`<section aria-labelledby="remarks-title" class="remarks">
<h2 id="remarks-title">Problems and warnings</h2>
${renderProblemList(problems)}${htmlList(warnings.map((warning) => html`⚠️ ${htmlSentence(warning)}`))}</section>
`;
}

function renderContents(
  pins: readonly { readonly section: Report['sections'][number]; readonly key: string }[],
): Html {
  return html`<nav aria-label="Pins"><h2>Pins</h2><ul>${pins.map(
    ({ section, key }) =>
      html`<li>${ICONS[section.verdict]} <a href="#${key}">${htmlCode(section.pin.path, 200)}</a>: ${htmlSentence(section.headline, 400)}</li>\n`,
  )}</ul></nav>
`;
}
