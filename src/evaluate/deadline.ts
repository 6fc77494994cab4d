import type { Clock } from '../domain/clock.ts';

/** How soon to look again when the deadline would have passed but for a wait that is still going on. */
const HELD_STEP_MS = 100;

/**
 * One trial's deadline: a single timer, counted from the moment the create request is sent. Time that the
 * trial spends waiting for the pacer is added, so that a full rate limit never makes a version look slow.
 */
export class Deadline {
  readonly #clock: Clock;
  readonly #timeoutMs: number;
  readonly #onPassed: () => void;
  readonly #cancelled = new AbortController();
  #startedAt: number | undefined;
  #heldMs = 0;
  #holdingSince: number | undefined;

  constructor(clock: Clock, timeoutMs: number, onPassed: () => void) {
    this.#clock = clock;
    this.#timeoutMs = timeoutMs;
    this.#onPassed = onPassed;
  }

  /** When the create request was sent, the last time if it had to be sent again. */
  get startedAt(): number | undefined {
    return this.#startedAt;
  }

  /** Starts to count; a second call counts anew, as a request that is sent again does. */
  start(): void {
    const first = this.#startedAt === undefined;
    this.#startedAt = this.#clock.now();
    this.#heldMs = 0;
    this.#holdingSince = undefined;
    if (first) void this.#watch();
  }

  hold(): void {
    this.#holdingSince ??= this.#clock.now();
  }

  release(): void {
    if (this.#holdingSince === undefined) return;
    this.#heldMs += this.#clock.now() - this.#holdingSince;
    this.#holdingSince = undefined;
  }

  cancel(): void {
    this.#cancelled.abort();
  }

  async #watch(): Promise<void> {
    for (let left = this.#left(); left > 0; left = this.#left()) {
      await this.#clock.sleep(
        this.#holdingSince === undefined ? left : Math.max(left, HELD_STEP_MS),
        this.#cancelled.signal,
      );
      if (this.#cancelled.signal.aborted) return;
    }
    this.#onPassed();
  }

  #left(): number {
    const now = this.#clock.now();
    const held = this.#heldMs + (this.#holdingSince === undefined ? 0 : now - this.#holdingSince);
    return (this.#startedAt ?? now) + this.#timeoutMs + held - now;
  }
}
