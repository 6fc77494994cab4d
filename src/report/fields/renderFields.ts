import type { Evaluation } from '../buildReport.ts';
import { codeSpan } from '../escape.ts';
import { formatChange, formatScore } from '../formatScore.ts';
import { table } from '../markdown.ts';
import { nameSides } from '../nameSides.ts';

/** Of a policy that grades several fields: how many fixtures have each of them right. At most `limit` rows. */
export function renderFields(evaluation: Evaluation, limit: number): readonly string[] {
  const { fields, total, baseline } = evaluation;
  if (fields.length < 2 || limit === 0) return [];
  const sides = nameSides(evaluation);
  const rows = [
    ...fields.slice(0, limit).map((score) => ({ name: codeSpan(score.field, 40), ...score })),
    { name: '*all of them*', ...total },
  ];
  const rest = fields.length - limit;
  return [
    '**Field by field**: a fixture is right only if every field is',
    ...table(
      [
        ['Field', 'left'],
        ...(baseline === undefined ? [] : [[sides.baseline ?? '', 'right'] as const]),
        [sides.candidate, 'right'],
        ...(baseline === undefined ? [] : [['Change', 'right'] as const]),
      ],
      rows.map((row) => [
        row.name,
        ...(row.baseline === undefined ? [] : [formatScore(row.baseline)]),
        formatScore(row.candidate),
        ...(row.baseline === undefined ? [] : [formatChange(row.baseline, row.candidate)]),
      ]),
    ),
    ...(rest > 0 ? [`… and ${rest} more fields.`] : []),
  ];
}
