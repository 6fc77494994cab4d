import { type GitPlace, runGit } from './runGit.ts';

/** One line of `git ls-tree -l`. */
export interface ListedEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly oid: string;
  /** Bytes; undefined for folders and submodules. */
  readonly size: number | undefined;
}

/** The entries of a tree in git's order, each folder before what is in it. */
export async function listTree(
  place: GitPlace,
  tree: string,
  options: { readonly recursive: boolean },
): Promise<ListedEntry[]> {
  const flags = options.recursive ? ['-r', '-t'] : [];
  const output = await runGit(place, ['ls-tree', '-z', '-l', '--full-tree', ...flags, tree]);
  return output
    .toString('utf8')
    .split('\0')
    .flatMap((line) => {
      // `<mode> <type> <oid> <padded size or ->TAB<path>`; NUL-separated, so the path may hold anything.
      const match = /^(\d{6}) (blob|tree|commit) ([0-9a-f]{40}) +(\d+|-)\t([\s\S]*)$/.exec(line);
      if (match === null) return [];
      const [, mode = '', type, oid = '', size = '-', path = ''] = match;
      return [
        {
          path,
          mode,
          type: type === 'tree' || type === 'commit' ? type : ('blob' as const),
          oid,
          size: size === '-' ? undefined : Number(size),
        },
      ];
    });
}
