/** The burst's share of a minute's ceiling; the refill has the rest (design: `limits`). */
const BURST_SHARE = 2 / 5;
const MINUTE_MS = 60_000;

/**
 * A token bucket that keeps *every* window of 60 seconds under a ceiling. In any window no more can be taken
 * than what the bucket holds at its start and what flows in: 2/5 + 3/5 of the ceiling. (A bucket that holds a
 * full minute's worth would let twice the ceiling through in its first minute.)
 */
export class TokenBucket {
  readonly #perMinute: number;
  #capacity = 0;
  #refillPerMs = 0;
  #tokens = 0;
  #filledAt: number;

  /** `perMinute`: the ceiling, an integer from 1; `now`: milliseconds. The bucket is full at first. */
  constructor(perMinute: number, now: number) {
    this.#perMinute = perMinute;
    this.#filledAt = now;
    this.#setShape(1);
    this.#tokens = this.#capacity;
  }

  /** Whole milliseconds until a token is there; 0 when one is. */
  wait(now: number): number {
    this.#fill(now);
    return this.#tokens >= 1 ? 0 : Math.ceil((1 - this.#tokens) / this.#refillPerMs);
  }

  /** Takes a token; call it only when `wait` is 0. */
  take(): void {
    this.#tokens -= 1;
  }

  /** Empties the bucket and goes on at half its rate: somebody else uses the same limit. */
  slowDown(now: number): void {
    this.#fill(now);
    this.#setShape(1 / 2);
    this.#tokens = 0;
  }

  /** Back to the full rate. The burst is not given back at once; it has to flow in. */
  restore(now: number): void {
    this.#fill(now);
    this.#setShape(1);
  }

  #setShape(factor: number): void {
    const ceiling = this.#perMinute * factor;
    // A bucket under one token would never let anything through; what the burst has more, the refill has less.
    this.#capacity = Math.max(1, BURST_SHARE * ceiling);
    const refill = ceiling - this.#capacity;
    // At one a minute (or less) nothing is left for the refill: then a bit more than 60 s between two tokens.
    this.#refillPerMs = Math.max(refill, 0.99 * Math.min(1, ceiling)) / MINUTE_MS;
    this.#tokens = Math.min(this.#tokens, this.#capacity);
  }

  #fill(now: number): void {
    const elapsed = Math.max(0, now - this.#filledAt);
    this.#tokens = Math.min(this.#capacity, this.#tokens + elapsed * this.#refillPerMs);
    this.#filledAt = now;
  }
}
