import { posix } from 'node:path';
import type { Workspace } from '../../src/domain/workspace.ts';

/** A working tree in memory, a record from path to text, that remembers in which order files were made. */
export function memoryWorkspace(files: Readonly<Record<string, string>> = {}): Workspace & {
  readonly files: Map<string, string>;
  readonly created: string[];
} {
  const there = new Map(Object.entries(files));
  const created: string[] = [];
  return {
    files: there,
    created,
    async read(path) {
      const text = there.get(path);
      return text === undefined ? undefined : new TextEncoder().encode(text);
    },
    async list(folder) {
      const inside = [...there.keys()].filter((path) => posix.dirname(path) === folder);
      return inside.map((path) => posix.basename(path)).sort();
    },
    async findObstacle(path) {
      return there.has(path) ? 'is there already' : undefined;
    },
    async create(path, text) {
      if (there.has(path)) return false;
      there.set(path, text);
      created.push(path);
      return true;
    },
  };
}
