import { describe, expect, it } from '@jest/globals';
import { readPin } from '../../src/config/readPin.ts';
import { findTakenBack } from '../../src/find/findTakenBack.ts';
import { makePinState } from '../helpers/makePinState.ts';

const read = (bytes: Uint8Array) => readPin('a/pinned-version.yml', bytes);

/** The index of the state that took version 3 back, among versions that were pinned one after the other. */
function takenBack(versions: readonly (number | 'next')[]): number | undefined {
  const states = versions.map((version, index) => makePinState(index, `agent: a\nversion: ${version}\n`));
  const found = findTakenBack(states.toReversed(), { agent: 'a', version: 3 }, read);
  return found === undefined ? undefined : states.indexOf(found);
}

describe('findTakenBack', () => {
  it.each<[string, readonly (number | 'next')[], number | undefined]>([
    ['a version that never was', [1, 2], undefined],
    ['what is pinned now', [1, 3], undefined],
    ['what was live before', [1, 3, 4], undefined],
    ['what was gone back from', [1, 2, 3, 2], 3],
    ['what was gone back from long ago', [2, 3, 2, 4, 5], 2],
    ['what was gone over on the way back', [1, 3, 4, 1], 3],
    ['what was gone back from twice', [2, 3, 2, 3, 2], 4],
    ['what came back', [2, 3, 2, 3], undefined],
    ['what came back and was replaced', [2, 3, 2, 3, 4], undefined],
    ['states that pin nothing', [2, 3, 'next', 2], 3],
  ])('finds %s', (_, versions, expected) => {
    expect(takenBack(versions)).toBe(expected);
  });

  it('knows the same number of another agent apart', () => {
    const texts = ['agent: a\nversion: 3\n', 'agent: b\nversion: 3\n', 'agent: a\nversion: 3\n'];
    const states = texts.map((text, index) => makePinState(index, text)).toReversed();
    expect(findTakenBack(states, { agent: 'a', version: 3 }, read)).toBeUndefined();
    expect(findTakenBack(states, { agent: 'b', version: 3 }, read)).toBe(states[0]);
  });
});
