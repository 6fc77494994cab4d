import { describe } from '../describe.ts';
import type { RawRecords } from './rawRecord.ts';
import { scanJson } from './scanJson.ts';

/** Strict JSON (no comments, no trailing commas, no duplicate keys): one list of values. */
export function readJsonList(file: string, text: string): RawRecords {
  if (text.trim() === '') return { records: [], problems: [] };
  const { problems, elementLines } = scanJson(text);
  if (problems.length > 0) {
    return { records: [], problems: problems.map((problem) => ({ file, ...problem })) };
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { records: [], problems: [{ file, line: 1, message: 'This is not valid JSON.' }] };
  }
  if (!Array.isArray(value)) {
    const message = `The file should be a list of fixtures, \`[{…}, {…}]\`, but it is ${describe(value)}.`;
    return { records: [], problems: [{ file, line: 1, message }] };
  }
  return {
    records: value.map((element: unknown, index) => ({ value: element, line: elementLines[index] ?? 1 })),
    problems: [],
  };
}
