import picomatch from 'picomatch';

/**
 * What is wrong with a pattern of pin files, as the end of a sentence whose subject it is; undefined if nothing is.
 * A pattern that can match nothing would leave every change unguarded, and green.
 */
export function findGlobFault(glob: string): string | undefined {
  if (glob.trim() === '') return 'is empty: name the files that are pins';
  if (glob.startsWith('!')) return 'excludes files: name the files that are pins instead';
  if (glob.startsWith('/')) return "starts with a slash: write it relative to the repository's root";
  if (glob.split('/').includes('..'))
    return "leaves the repository: write it relative to the repository's root";
  if (glob.includes('\\')) return 'has a backslash: write forward slashes';
  if (glob.endsWith('/'))
    return 'names a folder: name the files in it, such as prompts/**/pinned-version.yml';
  try {
    picomatch.makeRe(glob, { strictBrackets: true });
    return undefined;
  } catch (error) {
    return `is no valid pattern (${error instanceof Error ? error.message : String(error)})`;
  }
}
