import type { Runner } from '../adapters/actions/readRunner.ts';
import type { Log } from '../domain/log.ts';

/** What every mode is given. */
export interface Surroundings {
  readonly runner: Runner;
  readonly log: Log;
  readonly stop: AbortSignal;
}
