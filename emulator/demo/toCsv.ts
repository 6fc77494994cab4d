import { z } from 'zod';

const recordSchema = z.record(z.string(), z.string());

/** Records, one JSON object a line, as the CSV that a help desk would export of them. */
export function toCsv(jsonLines: string): string {
  const records = jsonLines
    .trimEnd()
    .split('\n')
    .map((line) => recordSchema.parse(JSON.parse(line)));
  const columns = Object.keys(records[0] ?? {});
  const rows = [columns, ...records.map((record) => columns.map((column) => record[column] ?? ''))];
  return rows.map((row) => `${row.map(toCell).join(',')}\r\n`).join('');
}

function toCell(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
