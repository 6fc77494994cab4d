import type { Repository } from '../../src/domain/repository.ts';

/** A repository of named commits, each a record from path to text, that remembers what it was asked. */
export function memoryRepository(
  commits: Readonly<Record<string, Readonly<Record<string, string>>>>,
): Repository & { readonly asked: string[] } {
  const asked: string[] = [];
  const open = (commit: string) => {
    const files = commits[commit];
    if (files === undefined) throw new Error(`no commit ${commit}`);
    return files;
  };
  return {
    asked,
    async read(commit, path) {
      asked.push(`read ${commit}:${path}`);
      const files = open(commit);
      return Object.hasOwn(files, path) ? new TextEncoder().encode(files[path]) : undefined;
    },
    async list(commit) {
      asked.push(`list ${commit}`);
      return Object.keys(open(commit));
    },
  };
}
