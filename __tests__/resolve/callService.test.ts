import { describe, expect, it } from '@jest/globals';

import { ServiceError, type ServiceErrorKind } from '../../src/domain/serviceError.ts';
import { callService } from '../../src/resolve/callService.ts';
import { FakeClock } from '../helpers/fakeClock.ts';

const failure = (kind: ServiceErrorKind, retryAfterMs?: number) =>
  new ServiceError('Managed Agents', kind, kind, retryAfterMs === undefined ? {} : { retryAfterMs });

/** Fails with the errors one after the other, then answers `ok`. */
function failing(errors: readonly Error[]) {
  const state = { calls: 0 };
  const call = async () => {
    const error = errors[state.calls];
    state.calls += 1;
    if (error !== undefined) throw error;
    return 'ok';
  };
  return { state, call };
}

describe('callService', () => {
  it.each([
    [0, 0],
    [1, 500],
    [2, 1500],
    [3, 3500],
  ])('gets over %i failures in %i ms', async (count, expected) => {
    const clock = new FakeClock(0);
    const { call, state } = failing(Array.from({ length: count }, () => failure('unavailable')));
    expect(await clock.until(callService(call, clock, undefined))).toBe('ok');
    expect([state.calls, clock.now()]).toEqual([count + 1, expected]);
  });

  it('throws the fourth failure', async () => {
    const clock = new FakeClock(0);
    const { call, state } = failing(Array.from({ length: 4 }, () => failure('unavailable')));
    await expect(clock.until(callService(call, clock, undefined))).rejects.toMatchObject({
      kind: 'unavailable',
    });
    expect(state.calls).toBe(4);
  });

  it.each([
    [200, 500],
    [7000, 7000],
    [60_000, 60_000],
  ])('waits after a 429 that asks for %i ms: %i ms', async (asked, waited) => {
    const clock = new FakeClock(0);
    const { call } = failing([failure('rate-limited', asked)]);
    expect(await clock.until(callService(call, clock, undefined))).toBe('ok');
    expect(clock.now()).toBe(waited);
  });

  it('fails at once when it would have to wait for more than a minute', async () => {
    const { call, state } = failing([failure('rate-limited', 60_001)]);
    await expect(callService(call, new FakeClock(), undefined)).rejects.toMatchObject({
      kind: 'rate-limited',
    });
    expect(state.calls).toBe(1);
  });

  it.each(['unauthorized', 'forbidden', 'not-found', 'invalid', 'conflict', 'spend-limit'] as const)(
    'does not repeat what fails with %s',
    async (kind) => {
      const { call, state } = failing([failure(kind)]);
      await expect(callService(call, new FakeClock(), undefined)).rejects.toMatchObject({ kind });
      expect(state.calls).toBe(1);
    },
  );

  it('waits for a rate limit as long as the caller allows', async () => {
    const clock = new FakeClock(0);
    const { call, state } = failing([failure('rate-limited', 5_000), failure('rate-limited', 5_001)]);
    await expect(clock.until(callService(call, clock, undefined, 5_000))).rejects.toMatchObject({
      kind: 'rate-limited',
    });
    expect([state.calls, clock.now()]).toEqual([2, 5_000]);
  });

  it('stops waiting when the run is stopped', async () => {
    const stop = new AbortController();
    const clock = new FakeClock(0);
    const { call, state } = failing([failure('unavailable')]);
    const result = callService(call, clock, stop.signal);
    await clock.advance(10);
    stop.abort(new Error('stopped'));
    await expect(result).rejects.toThrow('stopped');
    expect([state.calls, clock.sleeping]).toEqual([1, 0]);
  });
});
