import { code } from '../../config/code.ts';
import { decodeText } from '../../config/decodeText.ts';
import { limitProblems } from '../../config/limitProblems.ts';
import { readFields } from '../../config/readFields.ts';
import { readCsv } from '../../config/records/readCsv.ts';
import { suggest } from '../../config/suggest.ts';
import type { Json } from '../../domain/fixture.ts';
import { GateError, type Problem } from '../../domain/problem.ts';

/** The rows of a CSV as fixtures, and where each came from. */
export interface CsvImport {
  readonly file: string;
  readonly rows: readonly Readonly<Record<string, Json>>[];
  /** The line in the CSV on which each row starts. */
  readonly lines: readonly number[];
  /** The column that the ids are from; undefined: they are the rows' numbers. */
  readonly idColumn: string | undefined;
  /** The text of `fixtures.jsonl`: a row a line, in the same order. */
  readonly text: string;
}

/** What a column with ids is called, in the letters that are left of its name. */
const ID_NAMES = /^(?:ticket|case|issue|request|conversation)?(?:id|key|number|nr|no)$/;

/**
 * Makes fixtures of the rows of a CSV: every column stays, and a row has for its `id` what the column `idColumn` says,
 * else the column `id`, else the only one that is called like it and tells the rows apart, else its number. Whether they
 * are fixtures by the policy is for config/readFixtures to say.
 *
 * @throws GateError with all problems of the file, as far as it is no CSV
 */
export function importCsv(file: string, bytes: Uint8Array, idColumn: string | undefined): CsvImport {
  const { records, problems } = readCsv(file, decodeText(file, bytes));
  if (problems.length > 0) throw new GateError(limitProblems(problems));
  if (records.length === 0) {
    const message = 'The file has no rows to import: expected a header row, and a row for each ticket.';
    throw new GateError({ file, line: 1, message });
  }
  const faults: Problem[] = [];
  const plain = records.flatMap(({ value, line }) => {
    const read = readFields(value);
    if ('fields' in read) return [{ line, fields: trimNames(read.fields, file) }];
    faults.push({ file, line, message: read.fault });
    return [];
  });
  if (faults.length > 0) throw new GateError(limitProblems(faults));

  const column = chooseId(
    file,
    plain.map(({ fields }) => fields),
    idColumn,
  );
  const rows = plain.map(({ fields }, index) => giveId(fields, column, index));
  return {
    file,
    rows,
    lines: plain.map(({ line }) => line),
    idColumn: column,
    text: rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
  };
}

/** Spaces around a column's name are nobody's intention, and a message could not name it with them. */
function trimNames(fields: Readonly<Record<string, Json>>, file: string): Readonly<Record<string, Json>> {
  const trimmed: Record<string, Json> = Object.create(null);
  for (const [name, value] of Object.entries(fields)) {
    const bare = name.trim();
    if (Object.hasOwn(trimmed, bare)) {
      const message = `The column ${code(bare)} is there twice in the header row: keep one of the two.`;
      throw new GateError({ file, line: 1, message });
    }
    trimmed[bare] = value;
  }
  return trimmed;
}

function chooseId(
  file: string,
  rows: readonly Readonly<Record<string, Json>>[],
  wanted: string | undefined,
): string | undefined {
  const columns = Object.keys(rows[0] ?? {});
  if (wanted === undefined) return columns.includes('id') ? 'id' : findIdColumn(columns, rows);
  if (!columns.includes(wanted)) {
    const message = `There is no column ${code(wanted)}, which --id names: ${suggest(wanted, columns, 'columns')}`;
    throw new GateError({ file, line: 1, message });
  }
  if (wanted !== 'id' && columns.includes('id')) {
    const message = `There is a column \`id\` beside ${code(wanted)}, which --id names, and a fixture has one \`id\`: give the column \`id\` another name, or leave --id out.`;
    throw new GateError({ file, line: 1, message });
  }
  return wanted;
}

function findIdColumn(
  columns: readonly string[],
  rows: readonly Readonly<Record<string, Json>>[],
): string | undefined {
  const alike = columns.filter((column) => {
    if (!ID_NAMES.test(column.toLowerCase().replace(/[\s_.#-]/g, ''))) return false;
    const ids = rows.map((row) => (typeof row[column] === 'string' ? row[column].trim() : ''));
    return !ids.includes('') && new Set(ids).size === ids.length;
  });
  return alike.length === 1 ? alike[0] : undefined;
}

function giveId(
  fields: Readonly<Record<string, Json>>,
  column: string | undefined,
  index: number,
): Readonly<Record<string, Json>> {
  const row: Record<string, Json> = Object.create(null);
  row['id'] = column === undefined ? `row-${String(index + 1).padStart(4, '0')}` : (fields[column] ?? '');
  return Object.assign(row, Object.fromEntries(Object.entries(fields).filter(([name]) => name !== 'id')));
}
