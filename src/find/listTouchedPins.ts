import type { ChangedFile } from '../domain/change.ts';

/** A path at which a pin may be, at the base or at the head. */
export interface TouchedPin {
  readonly path: string;
  /** Where the file was before, when it is listed as renamed and that was a pin's path too. */
  readonly previousPath?: string;
}

/**
 * The pin paths that a list of changed files touches, each once and sorted. A rename touches both its ends; a
 * file renamed from a path that is no pin's is a new pin, one renamed to such a path is gone.
 */
export function listTouchedPins(
  files: readonly ChangedFile[],
  isPinPath: (path: string) => boolean,
): readonly TouchedPin[] {
  const touched = new Map<string, TouchedPin>();
  for (const { path, previousPath } of files) {
    const from = previousPath !== undefined && isPinPath(previousPath) ? previousPath : undefined;
    if (from !== undefined && !touched.has(from)) touched.set(from, { path: from });
    if (isPinPath(path)) touched.set(path, from === undefined ? { path } : { path, previousPath: from });
  }
  return [...touched.values()].toSorted((a, b) => (a.path < b.path ? -1 : 1));
}
