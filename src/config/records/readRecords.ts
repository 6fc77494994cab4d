import { GateError } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';
import { decodeText } from '../decodeText.ts';
import { formatOf } from '../isFixturePath.ts';
import type { RawRecords } from './rawRecord.ts';
import { readCsv } from './readCsv.ts';
import { readJsonLines } from './readJsonLines.ts';
import { readJsonList } from './readJsonList.ts';
import { readYamlList } from './readYamlList.ts';

/** The entries of one file of fixtures, in the form that its extension says. */
export function readRecords(path: string, bytes: Uint8Array): RawRecords {
  try {
    switch (formatOf(path)) {
      case 'jsonl':
        return readJsonLines(path, decodeText(path, bytes));
      case 'json':
        return readJsonList(path, decodeText(path, bytes));
      case 'yaml':
        return readYamlList(path, bytes);
      case 'csv':
        return readCsv(path, decodeText(path, bytes));
      case undefined: {
        const name = path.slice(path.lastIndexOf('/') + 1);
        const message = `A file of fixtures should end in .jsonl, .json, .yml, .yaml or .csv, but this one is ${quote(name)}.`;
        return { records: [], problems: [{ file: path, message }] };
      }
    }
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return { records: [], problems: error.problems };
  }
}
