import { describe, expect, it } from '@jest/globals';
import { diffTrees } from '../../../src/adapters/github/diffTrees.ts';

const file = (path: string, sha: string, mode = '100644') => ({ path, sha, mode, type: 'blob' });

describe('diffTrees', () => {
  it('finds nothing between equal trees, empty ones included', () => {
    expect(diffTrees([], [])).toEqual([]);
    expect(diffTrees([file('a', '1')], [file('a', '1')])).toEqual([]);
  });

  it('tells added, modified, removed and a change of mode apart, in the order of paths', () => {
    expect(
      diffTrees(
        [file('gone', '1'), file('edited', '2'), file('mode', '3'), file('same', '4')],
        [file('same', '4'), file('new', '5'), file('mode', '3', '100755'), file('edited', '6')],
      ),
    ).toEqual([
      { path: 'edited', status: 'modified' },
      { path: 'gone', status: 'removed' },
      { path: 'mode', status: 'modified' },
      { path: 'new', status: 'added' },
    ]);
  });

  it('takes equal content that is gone here and new there for a rename', () => {
    expect(diffTrees([file('a/pin.yml', '1')], [file('b/pin.yml', '1')])).toEqual([
      { path: 'b/pin.yml', status: 'renamed', previousPath: 'a/pin.yml' },
    ]);
  });

  it('uses each origin once and prefers the one of the same name', () => {
    expect(
      diffTrees(
        [file('old/a.yml', '1'), file('old/pin.yml', '1')],
        [file('new/pin.yml', '1'), file('new/x.yml', '1'), file('new/y.yml', '1')],
      ),
    ).toEqual([
      { path: 'new/pin.yml', status: 'renamed', previousPath: 'old/pin.yml' },
      { path: 'new/x.yml', status: 'renamed', previousPath: 'old/a.yml' },
      { path: 'new/y.yml', status: 'added' },
    ]);
  });

  it('does not take a copy for a rename', () => {
    expect(diffTrees([file('a', '1')], [file('a', '1'), file('b', '1')])).toEqual([
      { path: 'b', status: 'added' },
    ]);
  });

  it('sees a submodule that moves on', () => {
    const submodule = (sha: string) => ({ path: 'lib', sha, mode: '160000', type: 'commit' });
    expect(diffTrees([submodule('1')], [submodule('2')])).toEqual([{ path: 'lib', status: 'modified' }]);
  });
});
