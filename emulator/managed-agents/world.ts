import { type Clock, realClock } from './clock.ts';
import type { Agent } from './entities/agent.ts';
import type { Environment } from './entities/environment.ts';
import type { Session } from './entities/session.ts';
import { createFaults, type Faults } from './faults/createFaults.ts';
import { createLimiter, type Limiter } from './http/rateLimit.ts';
import { createRequestCounter, type RequestCounter } from './http/requestCounts.ts';
import { createId } from './ids.ts';
import type { Model } from './model.ts';
import { defaultLatencies, type Latencies, type ManagedAgentsOptions } from './options.ts';
import { createRandom, type Random } from './random.ts';

/** Everything that is in the emulator between a start (or reset) and the next: the store and what acts on it. */
export interface World {
  readonly clock: Clock;
  readonly seed: number;
  readonly model: Model;
  readonly latencies: Latencies;
  readonly omit: ReadonlySet<string>;
  readonly keys: ReadonlySet<string> | undefined;
  readonly faults: Faults;
  readonly limiter: Limiter;
  readonly counter: RequestCounter;
  /** In the order of creation. */
  readonly environments: Map<string, { readonly number: number; readonly environment: Environment }>;
  readonly agents: Map<string, Agent>;
  readonly sessions: Map<string, Session>;
  /** Made so far, deleted ones included. */
  readonly made: { environments: number; agents: number; sessions: number };
  newId(prefix: string): string;
  /** Ids of their own, so that a request more does not change the ids of what is made after it. */
  newRequestId(): string;
  /** Jitter for one delay. */
  vary(ms: number): number;
  /** The model's random numbers for a session on this version that begins with this text. */
  modelRandom(agent: string, version: number, text: string): Random;
}

export function createWorld(options: ManagedAgentsOptions): World {
  const clock = options.clock ?? realClock;
  const seed = options.seed ?? 1;
  const latencies = { ...defaultLatencies, ...options.latencies };
  const ids = createRandom(`${seed} ids`);
  const requestIds = createRandom(`${seed} requests`);
  const jitter = createRandom(`${seed} jitter`);
  const seen = new Map<string, number>();
  return {
    clock,
    seed,
    model: options.model,
    latencies,
    omit: new Set(options.omit),
    keys: options.keys === undefined ? undefined : new Set(options.keys),
    faults: createFaults(options.faults ?? []),
    limiter: createLimiter(options.rateLimits ?? {}, clock),
    counter: createRequestCounter(),
    environments: new Map(),
    agents: new Map(),
    sessions: new Map(),
    made: { environments: 0, agents: 0, sessions: 0 },
    newId: (prefix) => createId(prefix, ids),
    newRequestId: () => createId('req', requestIds),
    vary: (ms) => ms * (1 + latencies.jitter * (2 * jitter() - 1)),
    /*
     * Seeded by what the session is about and by how many were about the same before, not by its id: requests
     * of a client that runs many sessions at once arrive in another order each time, and its results must not
     * depend on that.
     */
    modelRandom(agent, version, text) {
      const about = `${agent} ${version} ${text}`;
      const before = seen.get(about) ?? 0;
      seen.set(about, before + 1);
      return createRandom(`${seed} model ${before} ${about}`);
    },
  };
}
