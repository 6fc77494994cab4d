import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readPin } from '../../src/config/readPin.ts';
import type { PinState } from '../../src/domain/pinHistory.ts';
import { findLive } from '../../src/find/findLive.ts';
import { makePinState } from '../helpers/makePinState.ts';

const read = (bytes: Uint8Array) => readPin('a/pinned-version.yml', bytes);

/** `2` is version 2 of agent `a`, `b2` of agent `b`; anything else is the file's text, `-` no file. */
function textOf(word: string): string | undefined {
  const [, agent, version] = /^([ab])?(\d+|next)$/.exec(word) ?? [];
  if (version !== undefined) return `agent: ${agent ?? 'a'}\nversion: ${version}\n`;
  return word === '-' ? undefined : word;
}

/** States from words, oldest first; the result has them newest first. */
function history(words: readonly string[]): readonly PinState[] {
  return words.map((word, index) => makePinState(index, textOf(word))).reverse();
}

/** The indices of the states between which the candidate was live. */
function live(words: readonly string[], candidate: string): readonly [number, number] | undefined {
  const states = history(words);
  const { agent, version } = read(new TextEncoder().encode(textOf(candidate)));
  if (version === 'next') throw new Error('No version is asked for.');
  const found = findLive(states, { agent, version }, read);
  if (found === undefined) return undefined;
  const indexOf = (state: PinState) => words.length - 1 - states.indexOf(state);
  return [indexOf(found.from), indexOf(found.until)];
}

describe('findLive', () => {
  it.each([
    ['no history', '', '1', undefined],
    ['what is pinned now', '1 2', '2', undefined],
    ['the version before', '1 2', '1', [0, 1]],
    ['one further back', '1 2 3', '1', [0, 1]],
    ['a version that never was', '1 3', '2', undefined],
    ['a version before the one rolled back to', '1 2 3 2', '1', [0, 1]],
    ['a version that was rolled back from', '1 2 3 2', '3', undefined],
    ['a version between that was rolled over', '1 2 3 1', '2', undefined],
    ['what came after a rollback', '1 2 3 2 4', '2', [3, 4]],
    ['the version that was rolled back from, later', '1 2 3 2 4', '3', undefined],
    ['a version that was gated again after a rollback', '1 2 3 2 3 4', '3', [4, 5]],
    ['a change of the file that pins the same', '1 1 2 2', '1', [0, 2]],
    ['the same number of another agent', '1 b2 3', '2', undefined],
    ['another agent', 'b1 2', 'b1', [0, 1]],
    ['another agent, and back', '1 b1 1', 'b1', undefined],
    ['files that are no pins', '1 rubbish 2 - 2 next', '1', [0, 2]],
    ['a draft that was not pinned', '1 next 1', '1', undefined],
    ['a file that was gone for a while', '1 2 - 3', '2', [1, 3]],
  ] as const)('finds %s', (_, words, candidate, expected) => {
    const list = words === '' ? [] : words.split(' ');
    expect(live(list, candidate)).toEqual(expected);
  });

  it('lets no fault but that of the file pass', () => {
    const fail = () => {
      throw new Error('a bug');
    };
    expect(() => findLive(history(['1']), { agent: 'a', version: 1 }, fail)).toThrow('a bug');
  });

  const words = fc.array(fc.constantFrom('1', '2', '3', '4', 'b1', 'next', '-', '{'), { maxLength: 12 });
  const candidates = fc.constantFrom('1', '2', '3', '4', 'b1');

  it('names two states, of which the first pinned the candidate and the second did not', () => {
    fc.assert(
      fc.property(words, candidates, (list, candidate) => {
        const found = live(list, candidate);
        if (found === undefined) return;
        const [from, until] = found;
        expect(list[from]).toBe(candidate);
        expect(until).toBeGreaterThan(from);
        const readable = /^b?\d$/;
        // It stayed until it was replaced, and did not come back since.
        expect(list.slice(from, until).filter((word) => readable.test(word) && word !== candidate)).toEqual(
          [],
        );
        expect(list[until]).toMatch(readable);
        expect(list.slice(until)).not.toContain(candidate);
      }),
    );
  });

  it('knows exactly the versions on the way to what is pinned now, with every detour left out', () => {
    fc.assert(
      fc.property(words, candidates, (list, candidate) => {
        let way: readonly string[] = list.filter((word) => /^b?\d$/.test(word));
        for (let end = 0; end < way.length; end += 1) {
          const start = way.indexOf(way[end] ?? '');
          way = [...way.slice(0, start), ...way.slice(end)];
          end = start;
        }
        expect(live(list, candidate) !== undefined).toBe(way.slice(0, -1).includes(candidate));
      }),
    );
  });

  it('forgets a version the moment it is rolled back from', () => {
    fc.assert(
      fc.property(words, candidates, candidates, (list, to, from) => {
        fc.pre(to !== from && live([...list, to, from], to) !== undefined);
        expect(live([...list, to, from, to], from)).toBeUndefined();
      }),
    );
  });
});
