import { CsvError, parse } from 'csv-parse/sync';
import type { Problem } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';
import { code } from '../code.ts';
import type { RawRecord, RawRecords } from './rawRecord.ts';

interface Row {
  readonly cells: readonly string[];
  readonly line: number;
}

/**
 * CSV as RFC 4180 has it: commas, double quotes, a header row. Every value is a text. Line breaks inside quotes
 * become `\n` whatever the file uses: a message should not depend on the editor it was saved with.
 */
export function readCsv(file: string, text: string): RawRecords {
  const { rows, problems } = readRows(file, text.replaceAll('\r\n', '\n'));
  const [header, ...body] = rows;
  if (header === undefined) return { records: [], problems };
  const faults = findHeaderProblems(file, header);
  // With a wrong header every row would be wrong: one problem is enough.
  if (faults.length > 0) return { records: [], problems: [...faults, ...problems] };

  const records: RawRecord[] = [];
  const bad: Problem[] = [];
  for (const { cells, line } of body) {
    if (cells.length === header.cells.length) {
      records.push({ value: toObject(header.cells, cells), line });
    } else {
      const message = `The row should have ${count(header.cells.length, 'value')}, as the header has, but it has ${cells.length}: put values with commas in double quotes.`;
      bad.push({ file, line, message });
    }
  }
  return { records, problems: [...bad, ...problems] };
}

function readRows(file: string, text: string): { rows: readonly Row[]; problems: readonly Problem[] } {
  const rows: Row[] = [];
  // The parser counts the line on which a row ends; it starts as many lines earlier as its values have breaks.
  let next = 1;
  try {
    parse(text, {
      record_delimiter: '\n',
      skip_empty_lines: true,
      relax_column_count: true,
      on_record: (cells: readonly string[], { lines }) => {
        const breaks = cells.reduce((sum, cell) => sum + cell.split('\n').length - 1, 0);
        rows.push({ cells, line: lines - breaks });
        next = lines + 1;
        return null;
      },
    });
    return { rows, problems: [] };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    // Blank lines between the rows are no part of either.
    const lines = text.split('\n');
    while (lines[next - 1] === '') next += 1;
    return { rows, problems: [{ file, line: next, message: explain(error) }] };
  }
}

function explain(error: CsvError): string {
  switch (error.code) {
    case 'CSV_QUOTE_NOT_CLOSED':
      return 'A double quote in this row is never closed: close it, and write a quote inside quotes twice ("").';
    case 'CSV_INVALID_CLOSING_QUOTE':
      return 'Something follows a closing quote in this row: expected a comma or the end of the line. Write a quote inside quotes twice ("").';
    case 'INVALID_OPENING_QUOTE':
      return 'A double quote stands in the middle of a value in this row: put the whole value in quotes, and write the quote inside twice ("").';
    default:
      return `This is not valid CSV: ${error.message}.`;
  }
}

function findHeaderProblems(file: string, { cells, line }: Row): readonly Problem[] {
  const separator = cells.length === 1 ? /[;\t]/.exec(cells[0] ?? '')?.[0] : undefined;
  if (separator !== undefined) {
    const name = separator === ';' ? 'semicolons' : 'tabs';
    return [
      {
        file,
        line,
        message: `The columns should be separated by commas, but they are by ${name}: ${quote(cells[0] ?? '')}.`,
      },
    ];
  }
  return cells.flatMap((name, index): readonly Problem[] => {
    if (name.trim() === '')
      return [{ file, line, message: `Column ${index + 1} has no name in the header row: name it.` }];
    if (cells.indexOf(name) === index) return [];
    return [
      {
        file,
        line,
        message: `The column ${code(name)} is there twice in the header row: keep one of the two.`,
      },
    ];
  });
}

function toObject(names: readonly string[], cells: readonly string[]): unknown {
  // Without a prototype, a column `__proto__` is a field like any other.
  const fields: Record<string, string> = Object.create(null);
  for (const [index, name] of names.entries()) fields[name] = cells[index] ?? '';
  return fields;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
