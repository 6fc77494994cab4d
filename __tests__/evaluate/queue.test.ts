import { describe, expect, it } from '@jest/globals';
import { Queue } from '../../src/evaluate/queue.ts';

describe('Queue', () => {
  it('gives back in the order of putting in, over any number of items', () => {
    const queue = new Queue<number>();
    const out: (number | undefined)[] = [];
    for (let item = 0; item < 5000; item += 1) {
      queue.push(item);
      if (item % 3 !== 0) out.push(queue.shift());
    }
    while (queue.size > 0) out.push(queue.shift());
    expect(out).toEqual(Array.from({ length: 5000 }, (_, item) => item));
    expect(queue.shift()).toBeUndefined();
  });
});
