import type { Clock } from './clock.ts';
import type { FaultScript } from './faults/faultScript.ts';
import type { RateLimits } from './http/rateLimit.ts';
import type { Model } from './model.ts';
import type { SeedState } from './seedState.ts';

/** How long things take that the model does not decide, in milliseconds. */
export interface Latencies {
  /** Between a create or a send and the turn's first event; until then a session that was sent to reads idle. */
  readonly pickUpMs: number;
  /** Between the idle event and the status: an archive or delete in between is refused. */
  readonly settleMs: number;
  /** Before any request is looked at. */
  readonly requestMs: number;
  /** How far pick-up and settling vary, as a share: 0.5 means from half to one and a half times. */
  readonly jitter: number;
}

export const defaultLatencies: Latencies = { pickUpMs: 10, settleMs: 50, requestMs: 0, jitter: 0.5 };

export interface ManagedAgentsOptions {
  /** Answers the turns. */
  readonly model: Model;
  /** Ids, jitter and the model's random numbers follow from it. Default 1. */
  readonly seed?: number;
  readonly clock?: Clock;
  /** API keys that are accepted; by default any key that is not empty. */
  readonly keys?: readonly string[];
  readonly rateLimits?: RateLimits;
  /** What is there at the start: the content of a seed file. */
  readonly seedState?: SeedState;
  readonly faults?: FaultScript;
  readonly latencies?: Partial<Latencies>;
  /** Newer parts of the event stream to leave out, as older recordings of the service do. */
  readonly omit?: readonly ('session.usage' | 'stop_details')[];
  /** The port to listen on; by default the operating system chooses one. */
  readonly port?: number;
}
