import { describe, expect, it } from '@jest/globals';
import { wantsColor } from '../../../src/adapters/terminal/wantsColor.ts';

describe('wantsColor', () => {
  it.each([
    [true, {}, true],
    [false, {}, false],
    [true, { TERM: 'dumb' }, false],
    [true, { TERM: 'xterm-256color' }, true],
    [true, { NO_COLOR: '1' }, false],
    [true, { NO_COLOR: '' }, true],
    [false, { FORCE_COLOR: '1' }, true],
    [false, { FORCE_COLOR: 'true', TERM: 'dumb' }, true],
    [true, { FORCE_COLOR: '0' }, false],
    [true, { FORCE_COLOR: 'false' }, false],
    [false, { FORCE_COLOR: '' }, false],
    [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  ])('terminal %s, %j: %s', (isTTY, env, wanted) => {
    expect(wantsColor({ isTTY }, env)).toBe(wanted);
  });

  it('takes a stream that says nothing for no terminal', () => {
    expect(wantsColor({}, {})).toBe(false);
  });
});
