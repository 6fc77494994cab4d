import { describe, expect, it } from '@jest/globals';

import { globMatcher } from '../../src/find/globMatcher.ts';

describe('globMatcher', () => {
  it.each([
    ['**/pinned-version.yml', 'pinned-version.yml', true],
    ['**/pinned-version.yml', 'prompts/a/pinned-version.yml', true],
    ['**/pinned-version.yml', '.agents/.a/pinned-version.yml', true],
    ['**/pinned-version.yml', 'prompts/a/my-pinned-version.yml', false],
    ['**/pinned-version.yml', 'prompts/a/pinned-version.yml.bak', false],
    ['**/pinned-version.yml', 'prompts/a/Pinned-Version.yml', false],
    ['prompts/*/pinned-version.yml', 'prompts/a/pinned-version.yml', true],
    ['prompts/*/pinned-version.yml', 'prompts/a/b/pinned-version.yml', false],
    ['prompts/*/pinned-version.yml', 'prompts\\a\\pinned-version.yml', false],
    ['{a,b}/*.pin.yml', 'b/x.pin.yml', true],
    ['./prompts/**/pin.yml', 'prompts/pin.yml', true],
  ])('%s, %s: %s', (glob, path, matches) => {
    expect(globMatcher(glob)(path)).toBe(matches);
  });
});
