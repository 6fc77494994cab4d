/** A Markdown table, its first line the head, with aligned columns: good for a terminal and for a document. */
export function alignTable(lines: readonly (readonly string[])[]): string {
  const widths =
    lines[0]?.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0))) ?? [];
  const rule = widths.map((width) => '-'.repeat(Math.max(3, width)));
  const [head = [], ...body] = lines;
  return [head, rule, ...body]
    .map((line) => `| ${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join(' | ')} |\n`)
    .join('');
}
