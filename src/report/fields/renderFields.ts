import type { Evaluation } from '../buildReport.ts';
import { codeSpan } from '../escape.ts';
import { formatChange, formatScore } from '../formatScore.ts';
import { table } from '../markdown.ts';

/** Of a policy that grades several fields: how many fixtures have each of them right. At most `limit` rows. */
export function renderFields(
  { fields, total, baseline, candidate }: Evaluation,
  limit: number,
): readonly string[] {
  if (fields.length < 2 || limit === 0) return [];
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
        ...(baseline === undefined ? [] : [[`Baseline v${baseline.version}`, 'right'] as const]),
        [`Candidate v${candidate.version}`, 'right'],
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
