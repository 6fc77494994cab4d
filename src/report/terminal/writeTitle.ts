import { escapeLogLine } from '../escape.ts';
import type { Page } from './page.ts';
import type { Style } from './paint.ts';
import { wrapLine } from './wrapLine.ts';

/** A heading, in bold; of more than a line the others are indented. */
export function writeTitle(text: string, { paint, width }: Page, ...styles: readonly Style[]): string {
  const lines = wrapLine(escapeLogLine(text), width, '   ').split('\n');
  return lines.map((line) => paint(line, 'bold', ...styles)).join('\n');
}
