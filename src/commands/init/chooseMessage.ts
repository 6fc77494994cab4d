import type { Json } from '../../domain/fixture.ts';
import { policySchema } from '../../domain/policy.ts';
import { GateError } from '../../domain/problem.ts';

type Row = Readonly<Record<string, Json>>;

const SUBJECTS = ['subject', 'title', 'summary', 'headline'];
const BODIES = [
  'body',
  'description',
  'message',
  'text',
  'content',
  'question',
  'ticket',
  'comment',
  'details',
];

/**
 * How a row becomes the message that the agent gets: from the columns that are called like a subject and a body,
 * else from the one with the most text. Never from the label, which would tell the agent what to answer.
 *
 * @param columns those that may be used
 * @throws GateError when there is no column with text
 */
export function chooseMessage(columns: readonly string[], rows: readonly Row[], file: string): string {
  const usable = columns.filter(canBeField);
  const subject = findNamed(usable, SUBJECTS);
  const body = findNamed(usable, BODIES);
  if (subject === 'subject' && body === 'body') return policySchema.shape.message.parse(undefined);
  if (subject !== undefined && body !== undefined) return `Subject: {{${subject}}}\n\n{{${body}}}\n`;
  const only = body ?? subject ?? findLongest(usable, rows);
  if (only !== undefined) return `{{${only}}}\n`;
  const message =
    'No column has the text of the ticket: add one, such as `body`, beside the id and the column of the teams.';
  throw new GateError({ file, line: 1, message });
}

/** Whether the template can name it: see domain/template.ts. */
function canBeField(column: string): boolean {
  return !/[{}\n]/.test(column) && column.trim() === column && column !== '';
}

/** The column with the first of the names that there is, in any case. */
function findNamed(columns: readonly string[], names: readonly string[]): string | undefined {
  for (const name of names) {
    const column = columns.find((candidate) => candidate.toLowerCase() === name);
    if (column !== undefined) return column;
  }
  return undefined;
}

function findLongest(columns: readonly string[], rows: readonly Row[]): string | undefined {
  const lengths = columns.map((column) => ({
    column,
    length: rows.reduce((sum, row) => {
      const value = Object.hasOwn(row, column) ? row[column] : undefined;
      return sum + (typeof value === 'string' ? value.trim().length : 0);
    }, 0),
  }));
  const [longest] = lengths.sort((a, b) => b.length - a.length);
  return longest === undefined || longest.length === 0 ? undefined : longest.column;
}
