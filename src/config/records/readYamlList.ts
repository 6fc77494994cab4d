import { describe } from '../describe.ts';
import { readYaml } from '../readYaml.ts';
import type { RawRecords } from './rawRecord.ts';

/** YAML: one list of maps. Throws a `GateError` when the file is not YAML. */
export function readYamlList(path: string, bytes: Uint8Array): RawRecords {
  const file = readYaml(path, bytes);
  if (file.value === null) return { records: [], problems: [] };
  if (!Array.isArray(file.value)) {
    const message = `The file should be a list of fixtures, each after a \`-\`, but it is ${describe(file.value)}.`;
    return { records: [], problems: [{ file: path, line: file.nearestLine([]), message }] };
  }
  return {
    records: file.value.map((value: unknown, index) => ({ value, line: file.nearestLine([index]) })),
    problems: [],
  };
}
