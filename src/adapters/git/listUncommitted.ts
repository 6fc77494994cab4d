import { gitText, splitNul } from './runGit.ts';

/**
 * Paths that are edited, staged or new and not committed. A local check judges commits, as the Action does;
 * this lets it say which edits it does not see.
 *
 * @param root any directory inside the repository; the paths are relative to the repository's top
 */
export async function listUncommitted(root: string): Promise<readonly string[]> {
  const output = await gitText(root, [
    'status',
    '--porcelain=v1',
    '-z',
    '--no-renames',
    '--untracked-files=all',
  ]);
  return splitNul(output).map((line) => line.slice(3));
}
