import type { PinResult } from '../../domain/result.ts';
import type { FixtureResult, Side, Trial } from '../../domain/trial.ts';
import type { VersionName } from '../nameVersion.ts';
import { percentile } from './percentile.ts';

/** What one version's trials took, first and fresh, without those of fixtures that the change adds. */
export interface SideFacts {
  readonly version: VersionName;
  readonly agentName: string;
  readonly model: string;
  /** Over the trials that reached a session; undefined when none did. */
  readonly medianLatencyMs: number | undefined;
  readonly p95LatencyMs: number | undefined;
  /** Cached ones included. */
  readonly inputTokens: number;
  readonly outputTokens: number;
  /** At list price. */
  readonly costUsd: number;
  /** Attempts that could not be scored included. */
  readonly sessions: number;
  /** Those of them that ran what had flipped once more. */
  readonly rerunSessions: number;
}

export function collectFacts(
  { pin, config }: Extract<PinResult, { state: 'evaluated' }>['candidate'],
  results: readonly FixtureResult[],
  side: Side,
): SideFacts {
  const fresh = results.flatMap((result) => result.fresh[side]);
  const trials = [...results.flatMap((result) => result[side]), ...fresh];
  const latencies = trials.filter(({ session }) => session !== undefined).map(({ latencyMs }) => latencyMs);
  return {
    version: pin.version === 'next' ? 'draft' : pin.version,
    agentName: config.name,
    model: config.model.id,
    medianLatencyMs: percentile(latencies, 0.5),
    p95LatencyMs: percentile(latencies, 0.95),
    inputTokens: sum(
      trials,
      ({ usage }) => usage.inputTokens + usage.cacheReadTokens + usage.cacheCreationTokens,
    ),
    outputTokens: sum(trials, ({ usage }) => usage.outputTokens),
    costUsd: sum(trials, ({ costUsd }) => costUsd),
    sessions: sum(trials, ({ attempts }) => attempts),
    rerunSessions: sum(fresh, ({ attempts }) => attempts),
  };
}

function sum(trials: readonly Trial[], measure: (trial: Trial) => number): number {
  return trials.reduce((total, trial) => total + measure(trial), 0);
}
