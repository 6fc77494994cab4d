/** Pieces of Markdown as GitHub reads it. What goes in is Markdown already: escape first. */

export type Align = 'left' | 'right';

const RULES: Readonly<Record<Align, string>> = { left: ':--', right: '--:' };

/** A table; nothing when it would have no rows. */
export function table(
  columns: readonly (readonly [title: string, align: Align])[],
  rows: readonly (readonly string[])[],
): readonly string[] {
  if (rows.length === 0) return [];
  const toLine = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [
    [
      toLine(columns.map(([title]) => title)),
      toLine(columns.map(([, align]) => RULES[align])),
      ...rows.map(toLine),
    ].join('\n'),
  ];
}

/** A list with a mark for each point; nothing when there are none. */
export function list(points: readonly string[]): readonly string[] {
  return points.length === 0 ? [] : [points.map((point) => `- ${point}`).join('\n')];
}

/** A closed fold; nothing when there is nothing in it. `title` is HTML. */
export function fold(title: string, blocks: readonly string[]): readonly string[] {
  if (blocks.length === 0) return [];
  return [[`<details><summary>${title}</summary>`, ...blocks, '</details>'].join('\n\n')];
}

export function joinBlocks(blocks: readonly string[]): string {
  return `${blocks.join('\n\n')}\n`;
}
