import type { RememberedEvaluation } from '../../domain/result.ts';
import { formatCount } from '../formatEffort.ts';
import { formatChange, formatScore } from '../formatScore.ts';
import { nameOutcome } from '../nameOutcome.ts';
import { shortenVersion } from '../nameVersion.ts';
import { type Cell, type Column, drawTable } from './drawTable.ts';
import type { Page } from './page.ts';
import { ROWS } from './rows.ts';
import { styleByIcon } from './styleByIcon.ts';

/** The teams of an evaluation that is only remembered, worst first; those beyond 30 are counted. */
export function renderScores(evaluation: RememberedEvaluation, page: Page): readonly string[] {
  const { teams, left, baseline, candidate } = evaluation;
  const columns: readonly Column[] = [
    { title: 'Team' },
    ...(baseline === undefined
      ? []
      : [{ title: `Baseline ${shortenVersion(baseline.version)}`, align: 'right' } as const]),
    { title: `Candidate ${shortenVersion(candidate.version)}`, align: 'right' },
    ...(baseline === undefined ? [] : [{ title: 'Change', align: 'right' } as const]),
    { title: 'Verdict' },
  ];
  const shown = teams.slice(0, ROWS);
  const rest = teams.length - shown.length + left;
  const rows = shown.map((row): readonly Cell[] => {
    const verdict = nameOutcome(row.outcome);
    return [
      { text: row.team },
      ...(baseline === undefined
        ? []
        : [{ text: row.baseline === undefined ? '' : formatScore(row.baseline) }]),
      { text: formatScore(row.candidate) },
      ...(baseline === undefined
        ? []
        : [{ text: row.baseline === undefined ? '' : formatChange(row.baseline, row.candidate) }]),
      { text: verdict, style: styleByIcon(verdict) },
    ];
  });
  return [
    ...(rows.length === 0 ? [] : [drawTable(columns, rows, page)]),
    ...(rest > 0 ? [`… and ${formatCount(rest, 'more team')}.`] : []),
  ];
}
