import { diffLines, type LineStep } from './diffLines.ts';
import { markWords } from './markWords.ts';
import type { DiffHunk, DiffLine, PromptDiff } from './promptDiff.ts';

/** Unchanged lines shown around a change, as in `diff -u`. */
const CONTEXT = 3;

/**
 * The unified diff of two system prompts, word by word where a line changed a little. Line ends (`\n`, `\r\n`) are no
 * difference, and neither is a missing one at the end; a lone `\r` is a character like any other.
 */
export function diffPrompts(before: string, after: string): PromptDiff {
  const lines = numberLines(diffLines(toLines(before), toLines(after)));
  const count = (kind: DiffLine['kind']) => lines.filter((line) => line.kind === kind).length;
  return { hunks: toHunks(lines), added: count('added'), removed: count('removed') };
}

/** The lines of a prompt, as the diff counts them. */
export function toLines(text: string): readonly string[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n');
  return lines.at(-1) === '' ? lines.slice(0, -1) : lines;
}

function numberLines(steps: readonly LineStep[]): readonly DiffLine[] {
  let [before, after] = [0, 0];
  return steps.map(({ kind, text }) => {
    if (kind !== 'added') before += 1;
    if (kind !== 'removed') after += 1;
    return {
      kind,
      segments: [{ text, changed: false }],
      before: kind === 'added' ? undefined : before,
      after: kind === 'removed' ? undefined : after,
    };
  });
}

/** Changes that have at most twice the context between them share a hunk. */
function toHunks(lines: readonly DiffLine[]): readonly DiffHunk[] {
  const spans: { start: number; end: number }[] = [];
  for (const [index, { kind }] of lines.entries()) {
    if (kind === 'same') continue;
    const [start, end] = [Math.max(0, index - CONTEXT), Math.min(lines.length, index + 1 + CONTEXT)];
    const last = spans.at(-1);
    if (last !== undefined && start <= last.end) last.end = end;
    else spans.push({ start, end });
  }
  return spans.map(({ start, end }) => ({ lines: markWords(lines.slice(start, end)) }));
}
