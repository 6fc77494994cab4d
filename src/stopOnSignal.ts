import type { Log } from './domain/log.ts';

/** A runner kills 2.5 s after its second signal, which comes 7.5 s after the first. */
const LAST_MOMENT_MS = 7_000;

/**
 * A signal that aborts on SIGINT or SIGTERM, as a runner sends them when a run is cancelled. What runs then has
 * seven seconds to leave things in order; after that the process ends, whatever it is doing, with exit code 1.
 */
export function stopOnSignal(log: Log): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.on(name, () => {
      if (controller.signal.aborted) return;
      log.warning(`Stopped by ${name}: no new session starts, running ones are interrupted and archived.`);
      controller.abort();
      setTimeout(() => process.exit(1), LAST_MOMENT_MS).unref();
    });
  }
  return controller.signal;
}
