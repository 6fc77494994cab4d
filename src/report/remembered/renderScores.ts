import type { RememberedEvaluation } from '../../domain/result.ts';
import { codeSpan } from '../escape.ts';
import { formatCount } from '../formatEffort.ts';
import { formatChange, formatScore } from '../formatScore.ts';
import { type Align, table } from '../markdown.ts';
import { nameOutcome } from '../nameOutcome.ts';
import { nameSides } from '../nameSides.ts';

/** The teams of an evaluation that is only remembered, worst first, at most `limit`; the others are counted. */
export function renderScores(evaluation: RememberedEvaluation, limit: number): readonly string[] {
  const { teams, left, baseline } = evaluation;
  const sides = nameSides(evaluation);
  const columns: readonly (readonly [string, Align])[] = [
    ['Team', 'left'],
    ...(baseline === undefined ? [] : [[sides.baseline ?? '', 'right'] as const]),
    [sides.candidate, 'right'],
    ...(baseline === undefined ? [] : [['Change', 'right'] as const]),
    ['Verdict', 'left'],
  ];
  const shown = teams.slice(0, limit);
  const rest = teams.length - shown.length + left;
  const rows = shown.map((row) => [
    codeSpan(row.team, 60),
    ...(baseline === undefined ? [] : [row.baseline === undefined ? '' : formatScore(row.baseline)]),
    formatScore(row.candidate),
    ...(baseline === undefined
      ? []
      : [row.baseline === undefined ? '' : formatChange(row.baseline, row.candidate)]),
    nameOutcome(row.outcome),
  ]);
  return [
    ...table(columns, rows),
    ...(rest > 0 && limit > 0 ? [`… and ${formatCount(rest, 'more team')}.`] : []),
  ];
}
