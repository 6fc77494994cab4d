import type { Clock } from '../domain/clock.ts';
import { Queue } from './queue.ts';
import { TokenBucket } from './tokenBucket.ts';

/**
 * The service's groups of endpoints: `create` (sessions), `read` (retrieve, list, stream) and `write` (send,
 * archive). Which limit the last group has is not documented, so it gets a bucket of its own at the rate of
 * creates: one archive for each create fits without slowing anything down.
 */
export type RequestGroup = 'create' | 'read' | 'write';

/** How long a rate stays halved after a 429. */
const SLOW_MS = 60_000;

interface Waiter {
  readonly signal: AbortSignal;
  readonly admit: () => void;
}

interface Lane {
  readonly bucket: TokenBucket;
  readonly waiting: Queue<Waiter>;
  pumping: boolean;
  slowUntil: number;
}

/**
 * Lets requests out in the order in which they asked, at most as many in any 60 seconds as the limits say;
 * one pacer serves all pins of a run.
 */
export class Pacer {
  readonly #clock: Clock;
  readonly #lanes: Readonly<Record<RequestGroup, Lane>>;
  #pausedUntil = 0;
  #open = false;
  /** Aborted and replaced when something changes that a sleeping pump has to know. */
  #wake = new AbortController();

  /** Ceilings for any 60 seconds. */
  constructor(clock: Clock, limits: { createsPerMinute: number; readsPerMinute: number }) {
    this.#clock = clock;
    const lane = (perMinute: number): Lane => ({
      bucket: new TokenBucket(perMinute, clock.now()),
      waiting: new Queue(),
      pumping: false,
      slowUntil: 0,
    });
    this.#lanes = {
      create: lane(limits.createsPerMinute),
      read: lane(limits.readsPerMinute),
      write: lane(limits.createsPerMinute),
    };
  }

  /**
   * Resolves when a request of the group may be sent, or when `signal` aborts, whichever comes first: the
   * caller looks at its signal. A request that was given up takes nothing from the budget.
   */
  async admit(group: RequestGroup, signal: AbortSignal): Promise<void> {
    if (this.#open || signal.aborted) return;
    const lane = this.#lanes[group];
    if (!lane.pumping && lane.waiting.size === 0 && this.#delay(lane) === 0) {
      lane.bucket.take();
      return;
    }
    await new Promise<void>((resolve) => {
      const admit = () => {
        signal.removeEventListener('abort', admit);
        resolve();
      };
      signal.addEventListener('abort', admit, { once: true });
      lane.waiting.push({ signal, admit });
      if (!lane.pumping) void this.#pump(lane);
    });
  }

  /**
   * The service answered a 429: nothing is sent until `retryAfterMs` have passed (the limit is the
   * organisation's, so every group waits), and the group goes at half its rate for a minute after that.
   * Returns whether that is news: requests that were on the wire together come back together.
   */
  slowDown(group: RequestGroup, retryAfterMs: number): boolean {
    const now = this.#clock.now();
    const lane = this.#lanes[group];
    const isNews = now >= this.#pausedUntil;
    this.#pausedUntil = Math.max(this.#pausedUntil, now + retryAfterMs);
    lane.slowUntil = this.#pausedUntil + SLOW_MS;
    lane.bucket.slowDown(now);
    this.#wakePumps();
    return isNews;
  }

  /** From now on everything goes out at once: the run is being stopped, and only cleaning up is left. */
  open(): void {
    this.#open = true;
    this.#wakePumps();
  }

  /** Paces again, with what is left of the budget: another run begins after one that had been opened. */
  close(): void {
    this.#open = false;
  }

  #wakePumps(): void {
    this.#wake.abort();
    this.#wake = new AbortController();
  }

  async #pump(lane: Lane): Promise<void> {
    lane.pumping = true;
    for (let next = lane.waiting.shift(); next !== undefined; next = lane.waiting.shift()) {
      while (!next.signal.aborted && !this.#open) {
        const delay = this.#delay(lane);
        if (delay === 0) {
          lane.bucket.take();
          break;
        }
        await this.#clock.sleep(delay, this.#wake.signal);
      }
      next.admit();
    }
    lane.pumping = false;
  }

  #delay(lane: Lane): number {
    const now = this.#clock.now();
    if (lane.slowUntil !== 0 && now >= lane.slowUntil) {
      lane.slowUntil = 0;
      lane.bucket.restore(now);
    }
    return Math.max(this.#pausedUntil - now, lane.bucket.wait(now));
  }
}
