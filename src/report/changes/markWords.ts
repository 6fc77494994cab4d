import { diffWordsWithSpace } from 'diff';
import { pairLines } from './pairLines.ts';
import type { DiffLine, DiffSegment } from './promptDiff.ts';

/** A line pair is shown word by word when at least this share of its characters stays. */
const ALIKE = 0.4;
/** Words that may come and go in one line before it counts as another line. */
const MOST_CHANGES = 200;

/** Splits lines that changed a little, each compared with the line that it became, into what stayed and what did not. */
export function markWords(lines: readonly DiffLine[]): readonly DiffLine[] {
  const marked = [...lines];
  for (let start = 0; start < marked.length; ) {
    const removed = countRun(marked, start, 'removed');
    const added = countRun(marked, start + removed, 'added');
    const texts = marked.slice(start, start + removed + added).map(textOf);
    for (const [old, fresh] of pairLines(texts.slice(0, removed), texts.slice(removed))) {
      const [oldSegments, freshSegments] = compareWords(texts[old] ?? '', texts[removed + fresh] ?? '');
      setSegments(marked, start + old, oldSegments);
      setSegments(marked, start + removed + fresh, freshSegments);
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

function setSegments(lines: DiffLine[], index: number, segments: readonly DiffSegment[]): void {
  const line = lines[index];
  if (line !== undefined) lines[index] = { ...line, segments };
}

function compareWords(old: string, fresh: string): readonly [readonly DiffSegment[], readonly DiffSegment[]] {
  const whole = (text: string) => [{ text, changed: false }];
  const parts = diffWordsWithSpace(old, fresh, { maxEditLength: MOST_CHANGES });
  const kept = (parts ?? [])
    .filter(({ added, removed }) => !added && !removed)
    .reduce((sum, { value }) => sum + value.length, 0);
  if (parts === undefined || kept < ALIKE * Math.max(old.length, fresh.length)) {
    return [whole(old), whole(fresh)];
  }
  return [
    joinBlanks(
      parts.filter(({ added }) => !added).map(({ value, removed }) => ({ text: value, changed: removed })),
    ),
    joinBlanks(
      parts.filter(({ removed }) => !removed).map(({ value, added }) => ({ text: value, changed: added })),
    ),
  ];
}

/** Changed words with nothing but blanks between them read better as one. */
function joinBlanks(segments: readonly DiffSegment[]): readonly DiffSegment[] {
  const joined: DiffSegment[] = [];
  for (const segment of segments) {
    const [first, blank] = joined.slice(-2);
    const joins =
      segment.changed && first?.changed === true && blank?.changed === false && blank.text.trim() === '';
    if (joins) joined.splice(-2, 2, { text: first.text + blank.text + segment.text, changed: true });
    else joined.push(segment);
  }
  return joined;
}
