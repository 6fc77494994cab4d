/** A stretch of a line: what only this side has, where a line changed a little, and what both have. */
export interface DiffSegment {
  readonly text: string;
  readonly changed: boolean;
}

/** One line of a unified diff. Texts are raw: whoever prints them escapes them. */
export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added';
  /** Together the line's text, without its end. More than one only where the line changed a little. */
  readonly segments: readonly DiffSegment[];
  /** The line's number (from 1) in either text; undefined where the text does not have it. */
  readonly before: number | undefined;
  readonly after: number | undefined;
}

/** Changed lines that stand near each other, with the lines around them. */
export interface DiffHunk {
  readonly lines: readonly DiffLine[];
}

/** What is different between two texts; no hunks when nothing is. */
export interface PromptDiff {
  readonly hunks: readonly DiffHunk[];
  /** Counts of lines over all hunks. */
  readonly added: number;
  readonly removed: number;
}
