/** Pieces of text as a terminal or a log shows them. What goes in is escaped here. */
import Table from 'cli-table3';
import { escapeLogLine } from './escape.ts';

/** Rows of a terminal's tables; the JSON report has all. */
export const ROWS = 30;

/** At most 30 points, each on a line of its own. */
export function toList(sentences: readonly string[]): readonly string[] {
  if (sentences.length === 0) return [];
  const rest = sentences.length - ROWS;
  const points = sentences.slice(0, ROWS).map((sentence) => `- ${escapeLogLine(sentence)}`);
  return [[...points, ...(rest > 0 ? [`- … and ${rest} more`] : [])].join('\n')];
}

/** A table as text; a cell has at most 60 characters. */
export function drawTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  colAligns: ('left' | 'right')[],
): string {
  // No colours of the library's own: what is printed goes into logs as well.
  const drawn = new Table({ head: [...head], colAligns, style: { head: [], border: [], compact: true } });
  for (const row of rows) drawn.push(row.map((cell) => escapeLogLine(cell, 60)));
  return drawn.toString();
}
