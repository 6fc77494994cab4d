import { posix } from 'node:path';
import type { ChangedFile } from '../../domain/change.ts';
import type { TreeEntry } from './readTree.ts';

/**
 * What changed between two trees, in the order of paths. A file whose content is gone at one path and new at
 * another was renamed; if several could be the origin, one of the same name is preferred. Renames with an edit
 * come out as removed and added: telling those apart would take the contents.
 */
export function diffTrees(base: readonly TreeEntry[], head: readonly TreeEntry[]): ChangedFile[] {
  const before = new Map(base.map((entry) => [entry.path, entry]));
  const after = new Map(head.map((entry) => [entry.path, entry]));
  const removed = base.filter(({ path }) => !after.has(path));

  const files: ChangedFile[] = [];
  const origins = new Set<string>();
  for (const entry of head) {
    const old = before.get(entry.path);
    if (old !== undefined) {
      if (old.sha !== entry.sha || old.mode !== entry.mode)
        files.push({ path: entry.path, status: 'modified' });
      continue;
    }
    const candidates = removed.filter(({ path, sha }) => sha === entry.sha && !origins.has(path));
    const origin =
      candidates.find(({ path }) => posix.basename(path) === posix.basename(entry.path)) ?? candidates[0];
    if (origin === undefined) {
      files.push({ path: entry.path, status: 'added' });
    } else {
      origins.add(origin.path);
      files.push({ path: entry.path, status: 'renamed', previousPath: origin.path });
    }
  }
  for (const { path } of removed) if (!origins.has(path)) files.push({ path, status: 'removed' });
  return files.sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
}
