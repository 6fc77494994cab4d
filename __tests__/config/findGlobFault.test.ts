import { describe, expect, it } from '@jest/globals';
import { findGlobFault } from '../../src/config/findGlobFault.ts';

describe('findGlobFault', () => {
  it.each(['**/pinned-version.yml', 'pin.yml', 'prompts/*/{a,b}.yml', 'a/[bc]/pin.y?ml'])(
    'takes %s',
    (glob) => {
      expect(findGlobFault(glob)).toBeUndefined();
    },
  );

  it.each([
    ['', 'is empty: name the files that are pins'],
    ['!a', 'excludes files: name the files that are pins instead'],
    ['/a', "starts with a slash: write it relative to the repository's root"],
    ['../a', "leaves the repository: write it relative to the repository's root"],
    ['a/../b', "leaves the repository: write it relative to the repository's root"],
    ['a\\b', 'has a backslash: write forward slashes'],
    ['a/', 'names a folder: name the files in it, such as prompts/**/pinned-version.yml'],
  ])('refuses %j', (glob, fault) => {
    expect(findGlobFault(glob)).toBe(fault);
  });

  it('refuses brackets that do not close', () => {
    expect(findGlobFault('a/[b')).toMatch(/^is no valid pattern \(/);
  });
});
