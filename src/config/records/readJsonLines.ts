import type { Problem } from '../../domain/problem.ts';
import type { RawRecord, RawRecords } from './rawRecord.ts';
import { scanJson } from './scanJson.ts';

/** JSON Lines: one value a line, blank lines allowed. Every bad line is a problem of its own. */
export function readJsonLines(file: string, text: string): RawRecords {
  const records: RawRecord[] = [];
  const problems: Problem[] = [];
  for (const [index, source] of text.split('\n').entries()) {
    if (source.trim() === '') continue;
    const line = index + 1;
    const found = scanJson(source).problems;
    for (const { message } of found) problems.push({ file, line, message: hint(message, source) });
    if (found.length > 0) continue;
    try {
      records.push({ value: JSON.parse(source), line });
    } catch {
      problems.push({ file, line, message: 'This is not valid JSON: expected one object on the line.' });
    }
  }
  return { records, problems };
}

// A list, or an object over several lines, opens with a bracket and nothing else on its line.
function hint(message: string, source: string): string {
  return /^\s*[[{]\s*$/.test(source)
    ? `${message} In a .jsonl file every line is one whole object; a list of objects belongs in a .json file.`
    : message;
}
