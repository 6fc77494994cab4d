import { type GitPlace, runGit } from './runGit.ts';

/** A line of a hunk, with its number on each side where it is. */
export interface HunkLine {
  /** As the patch has it: a blank, `+`, `-` or `\` and then the line, a carriage return included. */
  readonly text: string;
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** First line and number of lines, as a hunk's header has them: with none, the first is the one before. */
export interface LineRange {
  readonly start: number;
  readonly count: number;
}

export interface Hunk {
  readonly header: string;
  readonly before: LineRange;
  readonly after: LineRange;
  readonly lines: readonly HunkLine[];
}

/** What turns one blob into another, with so many lines of context. Nothing for binary files. */
export async function diffBlobs(
  place: GitPlace,
  before: string,
  after: string,
  context: number,
): Promise<Hunk[]> {
  const flags = ['--no-color', '--no-ext-diff', '--no-textconv', `--unified=${context}`];
  return parsePatch((await runGit(place, ['diff', ...flags, before, after])).toString('utf8'));
}

/** The patch of one file. */
export function parsePatch(patch: string): Hunk[] {
  const hunks: (Hunk & { readonly lines: HunkLine[] })[] = [];
  let before = 0;
  let after = 0;
  for (const text of patch.split('\n').slice(0, -1)) {
    const range = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/.exec(text);
    const lines = hunks.at(-1)?.lines;
    if (range !== null) {
      const hunk = {
        header: text,
        before: lineRange(range[1], range[2]),
        after: lineRange(range[3], range[4]),
      };
      before = hunk.before.start;
      after = hunk.after.start;
      hunks.push({ ...hunk, lines: [] });
    } else if (lines !== undefined) {
      const removed = text.startsWith('-');
      const added = text.startsWith('+');
      const note = text.startsWith('\\');
      lines.push({
        text,
        before: added || note ? undefined : before++,
        after: removed || note ? undefined : after++,
      });
    }
  }
  return hunks;
}

function lineRange(start = '0', count = '1'): LineRange {
  return { start: Number(start), count: Number(count) };
}
