import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { TokenBucket } from '../../src/evaluate/tokenBucket.ts';

/** The times of `count` takes by a client that always wants more, pausing before some of them. */
function takeAll(perMinute: number, pauses: readonly number[]): readonly number[] {
  let now = 0;
  const bucket = new TokenBucket(perMinute, now);
  return pauses.map((pause) => {
    now += pause;
    now += bucket.wait(now);
    bucket.take();
    return now;
  });
}

/** The most takes in any 60 seconds, both ends included. */
function busiestMinute(times: readonly number[]): number {
  let most = 0;
  let first = 0;
  for (const [index, time] of times.entries()) {
    while ((times[first] ?? time) < time - 60_000) first += 1;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

describe('TokenBucket', () => {
  it('lets two fifths of a minute out at once and the rest over the minute', () => {
    const times = takeAll(150, Array(151).fill(0));
    expect(times.filter((time) => time === 0)).toHaveLength(60);
    expect(times.filter((time) => time < 60_000)).toHaveLength(149);
    // The last token of the minute may come a millisecond late: waits are rounded up.
    expect(times[149]).toBeLessThanOrEqual(60_001);
    expect(times[150]).toBeGreaterThan(60_000);
  });

  it('keeps every window of 60 seconds at or under the ceiling, whatever the pauses', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.array(fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 70_000 })), {
          minLength: 1,
          maxLength: 900,
        }),
        (perMinute, pauses) => busiestMinute(takeAll(perMinute, pauses)) <= perMinute,
      ),
    );
  });

  it.each([1, 2, 3, 100, 600])('reaches the ceiling of %i a minute and never passes it', (perMinute) => {
    const times = takeAll(perMinute, Array(perMinute * 4).fill(0));
    expect(busiestMinute(times)).toBe(perMinute);
  });

  it('sustains three fifths of the ceiling after the burst', () => {
    const times = takeAll(100, Array(340).fill(0));
    // 40 at once, then one a second.
    expect(times.at(-1)).toBe(300_000);
  });

  it('halves when slowed down, from an empty bucket, and is whole again when restored', () => {
    const bucket = new TokenBucket(100, 0);
    bucket.slowDown(0);
    expect(bucket.wait(0)).toBe(2000);
    expect(bucket.wait(1999)).toBe(1);
    expect(bucket.wait(2000)).toBe(0);
    bucket.take();
    bucket.restore(2000);
    expect(bucket.wait(2000)).toBe(1000);
  });
});
