import type { Clock } from '../../src/domain/clock.ts';

interface Sleeper {
  readonly at: number;
  readonly order: number;
  readonly wake: () => void;
}

/** Lets everything that can go on without time passing go on. */
export async function settle(): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** A clock that stands still until a test moves it; sleepers wake in the order of their time. */
export class FakeClock implements Clock {
  #now: number;
  #order = 0;
  #sleepers = new Set<Sleeper>();

  constructor(now = Date.UTC(2026, 7, 1)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  /** How many sleeps are under way: what a finished run must leave at 0. */
  get sleeping(): number {
    return this.#sleepers.size;
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    if (signal?.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        this.#sleepers.delete(sleeper);
        signal?.removeEventListener('abort', wake);
        resolve();
      };
      this.#order += 1;
      const sleeper: Sleeper = { at: this.#now + Math.max(0, ms), order: this.#order, wake };
      this.#sleepers.add(sleeper);
      signal?.addEventListener('abort', wake, { once: true });
    });
  }

  /** Moves time on, waking every sleeper on the way and letting what it starts settle first. */
  async advance(ms: number): Promise<void> {
    const end = this.#now + ms;
    await settle();
    for (;;) {
      const next = this.#earliest();
      if (next === undefined || next.at > end) break;
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      await settle();
    }
    this.#now = end;
  }

  /** Moves time on until `promise` has settled; throws when that takes more than `limitMs`. */
  async until<T>(promise: Promise<T>, limitMs = 3_600_000): Promise<T> {
    let settled = false;
    const mark = () => {
      settled = true;
    };
    promise.then(mark, mark);
    const end = this.#now + limitMs;
    await settle();
    while (!settled) {
      const next = this.#earliest();
      if (next === undefined)
        throw new Error('nothing is waiting for the clock, and the promise has not settled');
      if (next.at > end) throw new Error(`the promise has not settled after ${limitMs} ms`);
      this.#now = Math.max(this.#now, next.at);
      next.wake();
      await settle();
    }
    return promise;
  }

  #earliest(): Sleeper | undefined {
    let earliest: Sleeper | undefined;
    for (const sleeper of this.#sleepers) {
      if (
        earliest === undefined ||
        sleeper.at < earliest.at ||
        (sleeper.at === earliest.at && sleeper.order < earliest.order)
      )
        earliest = sleeper;
    }
    return earliest;
  }
}
