/**
 * Reads what a step wrote to `GITHUB_OUTPUT`: `name=value` lines and `name<<DELIMITER` blocks, as the runner
 * reads them. Throws on anything else, since the runner fails the step for it.
 */
export function readCommandFile(text: string): Record<string, string> {
  const values: Record<string, string> = {};
  const lines = text.split(/\r?\n/);
  for (let i = 0; i < lines.length; i += 1) {
    const line = lines[i] ?? '';
    if (line === '') continue;
    const block = /^([^=]*?)<<(.+)$/.exec(line);
    if (block?.[1] !== undefined && block[2] !== undefined) {
      const end = lines.indexOf(block[2], i + 1);
      if (end === -1) throw new Error(`No line "${block[2]}" ends the value of ${block[1]}.`);
      values[block[1]] = lines.slice(i + 1, end).join('\n');
      i = end;
      continue;
    }
    const equals = line.indexOf('=');
    if (equals < 1) throw new Error(`Not a line of a command file: ${line}`);
    values[line.slice(0, equals)] = line.slice(equals + 1);
  }
  return values;
}
