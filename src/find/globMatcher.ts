import picomatch from 'picomatch';

/**
 * Tells whether a repository path (from the root, with `/`) matches the glob: `*` within one folder, `**`
 * over folders, files and folders that begin with a dot included, case counts. The same on every platform.
 */
export function globMatcher(glob: string): (path: string) => boolean {
  const matches = picomatch(glob, { dot: true, windows: false });
  return (path) => matches(path);
}
