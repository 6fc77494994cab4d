import type { ChangedFile } from '../domain/change.ts';

/** Where to look for a pin: at `path`, and for its baseline also where it was before a rename. */
export interface TouchedPin {
  readonly path: string;
  readonly previousPath?: string;
}

/**
 * The pins that a list of changed files touches, by path. A file renamed from a path that is no pin's is a new
 * pin, one renamed to a path that is no pin's is gone from its old one.
 */
export function listTouchedPins(
  files: readonly ChangedFile[],
  isPinPath: (path: string) => boolean,
): readonly TouchedPin[] {
  const touched = new Map<string, TouchedPin>();
  for (const { path, previousPath } of files) {
    const from = previousPath !== undefined && isPinPath(previousPath) ? previousPath : undefined;
    if (isPinPath(path)) touched.set(path, from === undefined ? { path } : { path, previousPath: from });
    else if (from !== undefined && !touched.has(from)) touched.set(from, { path: from });
  }
  return [...touched.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
