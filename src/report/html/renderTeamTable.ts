import type { Score, TeamVerdict } from '../../domain/verdict.ts';
import type { Evaluation } from '../buildReport.ts';
import { describeTeamOutcome } from '../describeTeamOutcome.ts';
import { formatChange, formatScore } from '../formatScore.ts';
import { type Html, html } from './html.ts';
import { htmlCode } from './htmlCode.ts';
import { htmlSentence } from './htmlSentence.ts';
import { htmlTable } from './htmlTable.ts';
import { shortenVersion } from '../nameVersion.ts';

/** All teams, worst first, each with its sentence and a link to its fixtures; `key` names the pin. */
export function renderTeamTable({ teams, baseline, candidate, total }: Evaluation, key: string): Html {
  const columns = [
    { name: 'Team' },
    ...(baseline === undefined
      ? []
      : [{ name: `Baseline ${shortenVersion(baseline.version)}`, isNumber: true }]),
    { name: `Candidate ${shortenVersion(candidate.version)}`, isNumber: true },
    ...(baseline === undefined ? [] : [{ name: 'Change', isNumber: true }]),
    { name: 'Verdict', isWide: true },
    { name: 'Why', isWide: true },
  ];
  const toScores = (row: { readonly baseline: Score | undefined; readonly candidate: Score }) => [
    ...(baseline === undefined ? [] : [html`${row.baseline === undefined ? '' : formatScore(row.baseline)}`]),
    html`${formatScore(row.candidate)}`,
    ...(baseline === undefined
      ? []
      : [html`${row.baseline === undefined ? '' : formatChange(row.baseline, row.candidate)}`]),
  ];
  const toRow = (team: TeamVerdict, index: number) => [
    html`<a href="#${key}-fixtures" data-list="${key}" data-team="${index}">${htmlCode(team.team, 60)}</a>`,
    ...toScores(team),
    html`<span class="${team.outcome}">${describeTeamOutcome(team)}</span>`,
    html`<span class="sentence">${htmlSentence(team.sentence)}</span>`,
  ];
  const sum = teams.length > 1 ? [[html`<em>all teams</em>`, ...toScores(total), html``, html``]] : [];
  return htmlTable(
    'Right answers by team in the first trials, worst first',
    columns,
    [...teams.map(toRow), ...sum],
    baseline === undefined ? 'reflow alone' : 'reflow',
  );
}
