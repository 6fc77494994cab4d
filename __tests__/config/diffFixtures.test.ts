import { describe, expect, it } from '@jest/globals';
import { diffFixtures } from '../../src/config/diffFixtures.ts';
import { readFields } from '../../src/config/readFields.ts';
import { makeFixture } from '../helpers/makeFixture.ts';

const a = makeFixture({ id: 'a' });
const b = makeFixture({ id: 'b' });
const c = makeFixture({ id: 'c' });

describe('diffFixtures', () => {
  it('finds what was added, removed and edited, in order', () => {
    const edited = makeFixture({ id: 'b', body: 'Once' });
    const d = makeFixture({ id: 'd' });
    expect(diffFixtures([a, b, c], [d, edited])).toEqual({
      added: [d],
      removed: [a, c],
      edited: [{ base: b, head: edited }],
    });
  });

  it.each([
    ['another place', a, makeFixture({ id: 'a' }, { file: 'more.csv', line: 9 })],
    [
      'another order of keys',
      makeFixture({ id: 'a', x: { p: 1, q: [2] } }),
      makeFixture({ x: { q: [2], p: 1 }, id: 'a' }),
    ],
  ])('takes %s for the same', (_, base, head) => {
    expect(diffFixtures([base], [head])).toEqual({ added: [], removed: [], edited: [] });
  });

  it('takes fields with and without a prototype for the same', () => {
    const result = readFields(a.fields);
    if (!('fields' in result)) throw new Error(result.fault);
    expect(diffFixtures([a], [{ ...a, fields: result.fields }]).edited).toEqual([]);
  });

  it.each([
    ['a number and its text', { x: 1 }, { x: '1' }],
    ['null and nothing', { x: null }, {}],
    ['another order of a list', { x: [1, 2] }, { x: [2, 1] }],
    ['a value deep inside', { x: { y: [{ z: 1 }] } }, { x: { y: [{ z: 2 }] } }],
  ])('tells apart %s', (_, base, head) => {
    expect(diffFixtures([makeFixture(base)], [makeFixture(head)]).edited).toHaveLength(1);
  });

  it('has nothing to say about nothing', () => {
    expect(diffFixtures([], [])).toEqual({ added: [], removed: [], edited: [] });
  });
});
