import { type GitPlace, runGit } from './runGit.ts';

/** One file of a comparison, with the words of GitHub's "diff entry". */
export interface DiffFile {
  readonly path: string;
  readonly previousPath: string | undefined;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'changed';
  /** The blob at the head; for a removed file the blob that was removed. */
  readonly oid: string;
  /** Lines; 0 for binary files. */
  readonly additions: number;
  readonly deletions: number;
}

/** What turns `before` into `after` (commits or trees), renames found as `git diff -M` does, sorted by path. */
export async function diffTrees(place: GitPlace, before: string, after: string): Promise<DiffFile[]> {
  const output = await runGit(place, ['diff-tree', '-r', '-z', '-M', '--raw', '--numstat', before, after]);
  return parseDiff(output.toString('utf8'));
}

/**
 * The output of `git diff-tree -z --raw --numstat`: first all raw records, then one count for each, in the
 * same order. Everything is NUL-separated, so file names are as they are, unquoted.
 */
export function parseDiff(output: string): DiffFile[] {
  const tokens = output.split('\0');
  let at = 0;
  const next = () => tokens[at++] ?? '';

  const files: Omit<DiffFile, 'additions' | 'deletions'>[] = [];
  while (tokens[at]?.startsWith(':') === true) {
    const [modeBefore = '', modeAfter = '', before = '', after = '', letter = ''] = next()
      .slice(1)
      .split(' ');
    const first = next();
    const renamed = letter.startsWith('R');
    files.push({
      path: renamed ? next() : first,
      previousPath: renamed ? first : undefined,
      status: statusOf(letter, { modes: modeBefore !== modeAfter, content: before !== after }),
      oid: letter === 'D' ? before : after,
    });
  }

  return files.map((file) => {
    // `<added>TAB<deleted>TAB<path>`; a rename has an empty path here and both names after it.
    const [added = '', deleted = '', path = ''] = next().split('\t');
    if (file.status === 'renamed' && path === '') at += 2;
    return { ...file, additions: count(added), deletions: count(deleted) };
  });
}

function statusOf(letter: string, differs: { modes: boolean; content: boolean }): DiffFile['status'] {
  if (letter === 'A') return 'added';
  if (letter === 'D') return 'removed';
  if (letter.startsWith('R')) return 'renamed';
  return letter === 'T' || (differs.modes && !differs.content) ? 'changed' : 'modified';
}

/** Binary files are counted as `-`. */
function count(text: string): number {
  return text === '-' ? 0 : Number(text);
}
