import { shorten } from '../../domain/shorten.ts';
import { showHidden } from '../escape.ts';
import type { DiffHunk, DiffLine, DiffSegment } from './promptDiff.ts';

/** Characters of a line; what stays the same in a longer one is cut out first. */
const WIDEST = 600;
/** What is kept on either side of such a cut. */
const KEPT = 60;

const SIGNS = { same: ' ', removed: '-', added: '+' } as const;

/**
 * A diff as plain text lines, a sign before each and changed words in the marks of `git diff --word-diff`: `[-this-]`
 * on removed, `{+that+}` on added lines. Hidden characters are shown, long lines shortened. At most `limit` lines
 * besides the `@@` ones; `left` says how many are not there.
 */
export function writeDiff(
  hunks: readonly DiffHunk[],
  limit: number,
): { readonly lines: readonly string[]; readonly left: number } {
  const lines: string[] = [];
  let room = limit;
  for (const { lines: all } of hunks) {
    const shown = all.slice(0, room);
    if (shown.length === 0) break;
    room -= shown.length;
    lines.push(describePlace(all), ...shown.map(writeLine));
  }
  const total = hunks.reduce((sum, hunk) => sum + hunk.lines.length, 0);
  return { lines, left: Math.max(0, total - limit) };
}

/** Whether some line has words marked. */
export function hasMarks(hunks: readonly DiffHunk[]): boolean {
  return hunks.some(({ lines }) => lines.some(({ segments }) => segments.some(({ changed }) => changed)));
}

/** `@@ -12,7 +12,8 @@`, as in a patch. */
function describePlace(lines: readonly DiffLine[]): string {
  const range = (side: 'before' | 'after') => {
    const numbers = lines.flatMap((line) => line[side] ?? []);
    return `${numbers[0] ?? 0},${numbers.length}`;
  };
  return `@@ -${range('before')} +${range('after')} @@`;
}

function writeLine({ kind, segments }: DiffLine): string {
  const text = segments.map((segment) => writeSegment(segment, kind, segments.length > 1)).join('');
  return `${SIGNS[kind]} ${shorten(text, WIDEST)}`.trimEnd();
}

function writeSegment({ text, changed }: DiffSegment, kind: DiffLine['kind'], isPart: boolean): string {
  if (!changed) return show(isPart ? cutMiddle(text) : text);
  // A mark around nothing but blanks would show nothing.
  const shown = text.trim() === '' ? text.replaceAll('\t', '→').replaceAll(' ', '·') : text;
  return kind === 'removed' ? `[-${show(shown)}-]` : `{+${show(shown)}+}`;
}

function cutMiddle(text: string): string {
  const characters = text.length > WIDEST / 2 ? [...text] : [];
  if (characters.length <= 2 * KEPT) return text;
  return `${characters.slice(0, KEPT).join('')} … ${characters.slice(-KEPT).join('')}`;
}

/** On one line, hidden characters shown, indentation kept; a huge line is not escaped beyond what is shown of it. */
function show(text: string): string {
  return showHidden(shorten(text, WIDEST).replaceAll('\t', '  '));
}
