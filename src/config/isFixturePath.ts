/** The form of a file of fixtures, by its extension in any case; undefined for every other file. */
export function formatOf(path: string): 'jsonl' | 'json' | 'yaml' | 'csv' | undefined {
  switch (/\.([a-z]+)$/i.exec(path)?.[1]?.toLowerCase()) {
    case 'jsonl':
      return 'jsonl';
    case 'json':
      return 'json';
    case 'yml':
    case 'yaml':
      return 'yaml';
    case 'csv':
      return 'csv';
    default:
      return undefined;
  }
}

/** Whether a file of this name can hold fixtures: .jsonl, .json, .yml, .yaml or .csv. */
export function isFixturePath(path: string): boolean {
  return formatOf(path) !== undefined;
}
