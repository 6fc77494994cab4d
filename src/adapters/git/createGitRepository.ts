import { GateError } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';
import type { Repository } from '../../domain/repository.ts';
import { gitText, runGit, splitNul } from './runGit.ts';

/**
 * Files of a local git repository at named commits, read from its object store: what is checked out, or edited
 * and not committed, plays no part. A directory, a symbolic link or a submodule in place of a file is a `GateError`.
 *
 * @param root any directory inside the repository; paths are relative to the repository's top all the same
 */
export function createGitRepository(root: string): Repository {
  return {
    read: async (commit, path) => {
      assertCommitId(commit);
      if (path.split('/').some((segment) => segment === '' || segment === '.' || segment === '..')) {
        throw new GateError(
          `Expected a path inside the repository, without empty or dotted parts, got ${quote(path)}.`,
        );
      }
      const [entry] = (await listTree(root, [commit, '--', path])).filter((found) => found.path === path);
      if (entry === undefined) return undefined;
      if (entry.type !== 'blob' || entry.mode === '120000') {
        const what =
          entry.type === 'tree' ? 'a directory' : entry.type === 'commit' ? 'a submodule' : 'a symbolic link';
        throw new GateError({
          file: path,
          message: `expected a regular file at ${commit.slice(0, 10)}, but it is ${what}.`,
        });
      }
      const { code, stdout, stderr } = await runGit(root, ['cat-file', 'blob', entry.sha]);
      if (code !== 0) {
        throw new GateError({
          file: path,
          message: `git could not read it at ${commit.slice(0, 10)}: ${stderr}`,
        });
      }
      return stdout;
    },
    list: async (commit) => {
      assertCommitId(commit);
      const entries = await listTree(root, ['-r', commit]);
      return entries.filter(({ type }) => type === 'blob').map(({ path }) => path);
    },
  };
}

interface TreeEntry {
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
  readonly path: string;
}

async function listTree(root: string, args: readonly string[]): Promise<TreeEntry[]> {
  const output = await gitText(root, ['ls-tree', '-z', '--full-tree', ...args]);
  return splitNul(output).map((line) => {
    const match = /^(\d+) (\w+) ([0-9a-f]+)\t(.+)$/s.exec(line);
    const [, mode, type, sha, path] = match ?? [];
    if (mode === undefined || type === undefined || sha === undefined || path === undefined) {
      throw new GateError(`git ls-tree gave a line that is not in its format: ${quote(line)}.`);
    }
    return { mode, type, sha, path };
  });
}

/** A name could be a branch, which may move between two reads; and never is it an option. */
function assertCommitId(commit: string): void {
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) {
    throw new GateError(`Expected the full id of a commit, got ${quote(commit)}.`);
  }
}
