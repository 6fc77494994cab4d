import Table from 'cli-table3';
import { escapeLogLine } from '../escape.ts';
import { displayWidth } from './displayWidth.ts';
import type { Paint, Style } from './paint.ts';

/** A text of any origin, and how it is painted. One style: the library carries no more over a line break. */
export interface Cell {
  readonly text: string;
  readonly style?: Exclude<Style, 'dim'> | undefined;
}

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
  /** As far as it gives way, in columns, the spaces on either side included; over: its longest word. */
  readonly narrowest?: number;
}

/** No column gets narrower: six letters and a space on either side. */
const NARROWEST = 8;

/**
 * A table with a frame, not wider than `width` columns if that can be: the widest columns give way, and what does
 * not fit is wrapped between words. Words are cut only when no space is left to give.
 */
export function drawTable(
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  { paint, width }: { readonly paint: Paint; readonly width?: number | undefined },
): string {
  const cells = rows.map((row) =>
    row.map(({ text, style }) => [escapeLogLine(text, 60), style === undefined ? [] : [style]] as const),
  );
  const draw = (widths?: readonly number[]): string => {
    const table = new Table({
      head: columns.map(({ title }) => paint(title, 'bold')),
      colAligns: columns.map(({ align = 'left' }) => align),
      // No colours of the library's own: what is printed goes into logs as well.
      style: { head: [], border: [], compact: true },
      ...(widths === undefined ? {} : { colWidths: [...widths], wordWrap: true }),
    });
    for (const row of cells) table.push(row.map(([text, styles]) => paint(text, ...styles)));
    return table.toString();
  };
  const drawn = draw();
  if (width === undefined) return drawn;
  // The library has measured the columns already: `┌────┬──┐`.
  const [border = ''] = drawn.split('\n', 1);
  if (border.length <= width) return drawn;
  const widths = border
    .slice(1, -1)
    .split('┬')
    .map((part) => part.length);
  const room = width - widths.length - 1;
  const longestWords = columns.map(
    ({ title, narrowest }, index) =>
      narrowest ?? longestWord([title, ...cells.map((row) => row[index]?.[0] ?? '')]) + 2,
  );
  return draw(shrink(shrink(widths, room, longestWords), room));
}

function longestWord(texts: readonly string[]): number {
  return Math.max(...texts.flatMap((text) => text.split(' ').map(displayWidth)));
}

/** Column widths with this sum, if none has to get narrower than its floor for it: always the widest gives way. */
function shrink(widths: readonly number[], room: number, floors: readonly number[] = []): readonly number[] {
  const shrunk = [...widths];
  let excess = shrunk.reduce((total, each) => total + each, 0) - room;
  for (; excess > 0; excess -= 1) {
    const able = shrunk.map((each, index) => (each > Math.max(NARROWEST, floors[index] ?? 0) ? each : 0));
    const widest = Math.max(...able);
    if (widest === 0) break;
    shrunk[able.indexOf(widest)] = widest - 1;
  }
  return shrunk;
}
