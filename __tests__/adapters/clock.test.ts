import { describe, expect, it } from '@jest/globals';
import { systemClock } from '../../src/adapters/clock.ts';

describe('systemClock', () => {
  it('tells the time of the day', () => {
    expect(Math.abs(systemClock.now() - Date.now())).toBeLessThan(1000);
  });

  it('sleeps no shorter than it was asked to', async () => {
    const before = systemClock.now();
    await systemClock.sleep(20);
    expect(systemClock.now() - before).toBeGreaterThanOrEqual(19);
  });

  it('wakes at once when the signal aborts, before or during the sleep', async () => {
    await systemClock.sleep(1_000_000, AbortSignal.abort());
    const controller = new AbortController();
    const sleeping = systemClock.sleep(Number.POSITIVE_INFINITY, controller.signal);
    controller.abort();
    await sleeping;
    expect(controller.signal.aborted).toBe(true);
  });
});
