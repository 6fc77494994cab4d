import { escapeLogLine } from '../escape.ts';
import type { Page } from './page.ts';
import { ROWS } from './rows.ts';
import { wrapLine } from './wrapLine.ts';

/** At most 30 points, each on a line of its own. */
export function toList(sentences: readonly string[], { width }: Page): readonly string[] {
  if (sentences.length === 0) return [];
  const rest = sentences.length - ROWS;
  const points = sentences
    .slice(0, ROWS)
    .map((sentence) => wrapLine(`- ${escapeLogLine(sentence)}`, width, '  '));
  return [[...points, ...(rest > 0 ? [`- … and ${rest} more`] : [])].join('\n')];
}
