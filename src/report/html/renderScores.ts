import type { RememberedEvaluation } from '../../domain/result.ts';
import { formatCount } from '../formatEffort.ts';
import { formatChange, formatScore } from '../formatScore.ts';
import { nameOutcome } from '../nameOutcome.ts';
import { shortenVersion } from '../nameVersion.ts';
import { type Html, html } from './html.ts';
import { htmlCode } from './htmlCode.ts';
import { htmlTable } from './htmlTable.ts';

/** The teams of an evaluation that is only remembered, worst first. */
export function renderScores({ teams, left, baseline, candidate }: RememberedEvaluation): Html {
  const table = htmlTable(
    'Right answers by team in the first trials, worst first',
    [
      { name: 'Team' },
      ...(baseline === undefined
        ? []
        : [{ name: `Baseline ${shortenVersion(baseline.version)}`, isNumber: true }]),
      { name: `Candidate ${shortenVersion(candidate.version)}`, isNumber: true },
      ...(baseline === undefined ? [] : [{ name: 'Change', isNumber: true }]),
      { name: 'Verdict' },
    ],
    teams.map((row) => [
      htmlCode(row.team, 60),
      ...(baseline === undefined
        ? []
        : [html`${row.baseline === undefined ? '' : formatScore(row.baseline)}`]),
      html`${formatScore(row.candidate)}`,
      ...(baseline === undefined
        ? []
        : [html`${row.baseline === undefined ? '' : formatChange(row.baseline, row.candidate)}`]),
      html`<span class="${row.outcome}">${nameOutcome(row.outcome)}</span>`,
    ]),
  );
  return html`${table}${left > 0 ? html`<p>… and ${formatCount(left, 'more team')}.</p>\n` : ''}`;
}
