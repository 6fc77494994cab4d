import type { VersionChanges } from './versionChanges.ts';

/** Whether the diff has more lines, or the list of settings more points, than `limit`. */
export function isLongerThan(changes: VersionChanges, limit: number): boolean {
  if (changes.state === 'no-baseline') return false;
  const lines = (changes.prompt.hunks ?? []).reduce((sum, hunk) => sum + hunk.lines.length, 0);
  return Math.max(lines, changes.config.length) > limit;
}
