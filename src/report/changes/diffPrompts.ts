import { diffWordsWithSpace, structuredPatch } from 'diff';
import type { DiffHunk, DiffLine, DiffSegment, PromptDiff } from './promptDiff.ts';

/** Unchanged lines shown around a change, as in `diff -u`. */
const CONTEXT = 3;
/** A line pair is shown word by word when at least this share of its characters stays. */
const ALIKE = 0.4;

/**
 * The unified diff of two system prompts, word by word where a line changed a little. Line ends (`\n`, `\r\n`) are no
 * difference, and neither is a missing one at the end.
 */
export function diffPrompts(before: string, after: string): PromptDiff {
  const patch = structuredPatch('', '', toLines(before), toLines(after), '', '', { context: CONTEXT });
  const hunks = patch.hunks.map((hunk) => readHunk(hunk.lines, hunk.oldStart, hunk.newStart));
  const count = (kind: DiffLine['kind']) =>
    hunks.reduce((sum, { lines }) => sum + lines.filter((line) => line.kind === kind).length, 0);
  return { hunks, added: count('added'), removed: count('removed') };
}

function toLines(text: string): string {
  const unix = text.replaceAll('\r\n', '\n');
  return unix === '' || unix.endsWith('\n') ? unix : `${unix}\n`;
}

/** `lines` as a patch has them: a sign, then the text. */
function readHunk(lines: readonly string[], oldStart: number, newStart: number): DiffHunk {
  let [before, after] = [oldStart, newStart];
  const read: DiffLine[] = [];
  for (const line of lines) {
    const segments = [{ text: line.slice(1), changed: false }];
    if (line.startsWith('-')) read.push({ kind: 'removed', segments, before: before++, after: undefined });
    else if (line.startsWith('+')) read.push({ kind: 'added', segments, before: undefined, after: after++ });
    else if (line.startsWith(' ')) read.push({ kind: 'same', segments, before: before++, after: after++ });
  }
  return { lines: markWords(read) };
}

/** Compares the lines of each removed block with those of the added block after it, one by one. */
function markWords(lines: readonly DiffLine[]): readonly DiffLine[] {
  const marked = [...lines];
  for (let start = 0; start < marked.length; ) {
    const removed = countRun(marked, start, 'removed');
    const added = countRun(marked, start + removed, 'added');
    for (let index = 0; index < Math.min(removed, added); index += 1) {
      const [old, fresh] = [marked[start + index], marked[start + removed + index]];
      if (old === undefined || fresh === undefined) continue;
      const [oldSegments, freshSegments] = compareWords(textOf(old), textOf(fresh));
      marked[start + index] = { ...old, segments: oldSegments };
      marked[start + removed + index] = { ...fresh, segments: freshSegments };
    }
    start += Math.max(1, removed + added);
  }
  return marked;
}

function countRun(lines: readonly DiffLine[], start: number, kind: DiffLine['kind']): number {
  let count = 0;
  while (lines[start + count]?.kind === kind) count += 1;
  return count;
}

function textOf({ segments }: DiffLine): string {
  return segments.map(({ text }) => text).join('');
}

function compareWords(old: string, fresh: string): readonly [readonly DiffSegment[], readonly DiffSegment[]] {
  const parts = diffWordsWithSpace(old, fresh);
  const kept = parts
    .filter(({ added, removed }) => !added && !removed)
    .reduce((sum, { value }) => sum + value.length, 0);
  if (kept < ALIKE * Math.max(old.length, fresh.length)) {
    return [[{ text: old, changed: false }], [{ text: fresh, changed: false }]];
  }
  return [
    parts.filter(({ added }) => !added).map(({ value, removed }) => ({ text: value, changed: removed })),
    parts.filter(({ removed }) => !removed).map(({ value, added }) => ({ text: value, changed: added })),
  ];
}
