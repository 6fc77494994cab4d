import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createRandom } from '../../emulator/managed-agents/random.ts';
import { shuffle } from '../../src/evaluate/shuffle.ts';

const draws = fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { minLength: 1 });

/** These numbers again and again. */
function repeat(numbers: readonly number[]): () => number {
  let next = 0;
  return () => {
    next += 1;
    return numbers[(next - 1) % numbers.length] ?? 0;
  };
}

describe('shuffle', () => {
  it('keeps every element, whatever chance says, and leaves the list as it was', () => {
    fc.assert(
      fc.property(fc.array(fc.integer()), draws, (list, numbers) => {
        const before = [...list];
        const shuffled = shuffle(list, repeat(numbers));
        const ascending = (a: number, b: number) => a - b;
        expect(shuffled.toSorted(ascending)).toEqual(list.toSorted(ascending));
        expect(list).toEqual(before);
      }),
    );
  });

  it('takes one number for each element but the first', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 50 }), (list) => {
        let drawn = 0;
        shuffle(list, () => {
          drawn += 1;
          return 0.5;
        });
        expect(drawn).toBe(Math.max(0, list.length - 1));
      }),
    );
  });

  it('does nothing to an empty list or to one element', () => {
    expect(shuffle([], () => 0)).toEqual([]);
    expect(shuffle(['a'], () => 0.99)).toEqual(['a']);
  });

  it('gives every order as often as any other', () => {
    const random = createRandom('every order');
    const counts = new Map<string, number>();
    const runs = 24_000;
    for (let run = 0; run < runs; run += 1) {
      const order = shuffle(['a', 'b', 'c', 'd'], random).join('');
      counts.set(order, (counts.get(order) ?? 0) + 1);
    }
    expect(counts.size).toBe(24);
    const expected = runs / 24;
    const chiSquare = [...counts.values()].reduce(
      (sum, count) => sum + (count - expected) ** 2 / expected,
      0,
    );
    // 23 degrees of freedom: 49.7 is passed once in a thousand seeds.
    expect(chiSquare).toBeLessThan(49.7);
  });
});
