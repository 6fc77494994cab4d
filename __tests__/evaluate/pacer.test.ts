import { describe, expect, it } from '@jest/globals';
import { Pacer, type RequestGroup } from '../../src/evaluate/pacer.ts';
import { FakeClock } from '../helpers/fakeClock.ts';

const never = new AbortController().signal;

function setUp(createsPerMinute = 100, readsPerMinute = 1000) {
  const clock = new FakeClock(0);
  const pacer = new Pacer(clock, { createsPerMinute, readsPerMinute });
  const admitted: { name: string; at: number }[] = [];
  const ask = async (name: string, group: RequestGroup = 'create', signal = never) => {
    await pacer.admit(group, signal);
    if (!signal.aborted) admitted.push({ name, at: clock.now() });
  };
  const times = () => admitted.map(({ at }) => at);
  return { clock, pacer, admitted, ask, times };
}

describe('Pacer', () => {
  it('admits in the order of asking', async () => {
    const { clock, admitted, ask } = setUp(5);
    for (const name of ['a', 'b', 'c', 'd']) void ask(name);
    await clock.advance(40_000);
    expect(admitted).toEqual([
      { name: 'a', at: 0 },
      { name: 'b', at: 0 },
      { name: 'c', at: 20_000 },
      { name: 'd', at: 40_000 },
    ]);
  });

  it('keeps a bucket for each group', async () => {
    const { clock, admitted, ask } = setUp(1, 1);
    void ask('create', 'create');
    void ask('read', 'read');
    void ask('write', 'write');
    void ask('second create', 'create');
    await clock.advance(0);
    expect(admitted.map(({ name }) => name)).toEqual(['create', 'read', 'write']);
  });

  it('gives nothing to those who have given up', async () => {
    const { clock, admitted, ask } = setUp(5);
    const gone = new AbortController();
    void ask('a');
    void ask('b');
    void ask('gone', 'create', gone.signal);
    void ask('c');
    await clock.advance(10_000);
    gone.abort();
    await clock.advance(10_000);
    expect(admitted.at(-1)).toEqual({ name: 'c', at: 20_000 });
  });

  it('holds every group until a 429 may be tried again, and says only once that it does', async () => {
    const { clock, pacer, ask, times } = setUp();
    expect(pacer.slowDown('create', 30_000)).toBe(true);
    expect(pacer.slowDown('create', 30_000)).toBe(false);
    void ask('create');
    void ask('read', 'read');
    await clock.advance(29_999);
    expect(times()).toEqual([]);
    await clock.advance(1);
    expect(times()).toEqual([30_000, 30_000]);
  });

  it('halves only the rate of the group that met the 429, for a minute after the pause', async () => {
    const { clock, pacer, ask, times } = setUp(100);
    pacer.slowDown('create', 10_000);
    for (let index = 0; index < 200; index += 1) void ask(String(index));
    await clock.advance(10_000);
    // The half bucket has filled at half the rate during the pause: one token every two seconds.
    expect(times()).toHaveLength(5);
    await clock.advance(60_000);
    expect(times()).toHaveLength(35);
    await clock.advance(60_000);
    expect(times()).toHaveLength(95);
  });

  it('lets everything out once it is opened', async () => {
    const { clock, pacer, ask, times } = setUp(1);
    for (let index = 0; index < 10; index += 1) void ask(String(index));
    await clock.advance(1);
    expect(times()).toHaveLength(1);
    pacer.open();
    await clock.advance(0);
    expect(times()).toHaveLength(10);
    expect(clock.sleeping).toBe(0);
  });
});
