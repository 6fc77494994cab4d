import { describe, expect, it } from '@jest/globals';
import { Deadline } from '../../src/evaluate/deadline.ts';
import { FakeClock } from '../helpers/fakeClock.ts';

function setUp(timeoutMs = 1000) {
  const clock = new FakeClock(0);
  const passed: number[] = [];
  const deadline = new Deadline(clock, timeoutMs, () => passed.push(clock.now()));
  return { clock, deadline, passed };
}

describe('Deadline', () => {
  it('passes once, when its time is over', async () => {
    const { clock, deadline, passed } = setUp();
    deadline.start();
    await clock.advance(999);
    expect(passed).toEqual([]);
    await clock.advance(5000);
    expect(passed).toEqual([1000]);
  });

  it('does not count before it is started, and counts anew when it is started again', async () => {
    const { clock, deadline, passed } = setUp();
    await clock.advance(5000);
    deadline.start();
    await clock.advance(600);
    deadline.start();
    await clock.advance(5000);
    expect(passed).toEqual([6600]);
  });

  it('adds the time for which it was held', async () => {
    const { clock, deadline, passed } = setUp();
    deadline.start();
    await clock.advance(500);
    deadline.hold();
    await clock.advance(700);
    deadline.release();
    await clock.advance(5000);
    expect(passed).toEqual([1700]);
  });

  it('does not pass while it is held, however long that is', async () => {
    const { clock, deadline, passed } = setUp();
    deadline.start();
    await clock.advance(999);
    deadline.hold();
    await clock.advance(60_000);
    expect(passed).toEqual([]);
    deadline.release();
    await clock.advance(1000);
    expect(passed).toHaveLength(1);
  });

  it('leaves no timer when it is cancelled', async () => {
    const { clock, deadline, passed } = setUp();
    deadline.start();
    deadline.cancel();
    await clock.advance(5000);
    expect(passed).toEqual([]);
    expect(clock.sleeping).toBe(0);
  });
});
