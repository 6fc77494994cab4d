import { describe, expect, it } from '@jest/globals';

import { matchPins } from '../../src/find/matchPins.ts';

describe('matchPins', () => {
  it('takes a path that any of the globs matches', () => {
    const isPinPath = matchPins(['prompts/*/pinned-version.yml', '**/*.pin.yml']);
    expect(isPinPath('prompts/a/pinned-version.yml')).toBe(true);
    expect(isPinPath('agents/b.pin.yml')).toBe(true);
    expect(isPinPath('agents/pinned-version.yml')).toBe(false);
  });

  it('takes nothing without a glob', () => {
    expect(matchPins([])('pinned-version.yml')).toBe(false);
  });
});
