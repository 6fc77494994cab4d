import { measureAction } from '../measureAction.ts';
import { repeatMeasurement } from '../repeatMeasurement.ts';
import type { Row } from '../report/row.ts';
import { startServices } from '../services/startServices.ts';
import { countTrialRequests } from './countTrialRequests.ts';
import { type Limits, promotion, triageRepository } from './triageRepository.ts';

export const fixtures = 20;
export const trials = 2 * fixtures;
/** The model thinks for 2 seconds; the time until it begins, about 10 ms, comes on top. */
const MODEL_MS = 2000;

const UNLIMITED: Limits = { concurrency: 1000, 'creates-per-minute': 100_000, 'reads-per-minute': 100_000 };

/**
 * Benchmark 1: twenty fixtures on two versions, all trials at once. Its rows, and the seconds of its runs, which
 * the next benchmark compares with.
 */
export async function twentyFixtures(
  runs: number,
): Promise<{ rows: readonly Row[]; seconds: readonly number[] }> {
  const unlimited = await measure(runs, UNLIMITED);
  const limited = await measure(runs, {});
  const seconds = unlimited.map((run) => run.seconds);
  const requests = unlimited.map((run) => countTrialRequests(run.counts));
  const row = (what: string, unit: Row['unit'], values: readonly number[]): Row => ({
    benchmark: 1,
    what,
    unit,
    values,
  });
  return {
    seconds,
    rows: [
      { ...row('20 fixtures × 2 versions, turns of 2 s: wall clock', 's', seconds), target: { below: 2.8 } },
      {
        ...row(
          'requests per trial, archive retries aside',
          '',
          requests.map(({ perTrial }) => perTrial),
        ),
        target: { atMost: 4 },
      },
      row(
        'archive retries per trial',
        '',
        requests.map(({ archiveRetries }) => archiveRetries),
      ),
      row(
        'requests for the run as a whole',
        '',
        requests.map(({ perRun }) => perRun),
      ),
      row(
        'wall clock with the default limits',
        's',
        limited.map((run) => run.seconds),
      ),
    ],
  };
}

async function measure(runs: number, limits: Limits) {
  const services = await startServices({
    modelMs: MODEL_MS,
    overheads: 'realistic',
    files: triageRepository(fixtures, limits),
    change: promotion(),
  });
  try {
    return await repeatMeasurement(runs, () =>
      measureAction(services, { verdict: 'passed', sessions: trials }),
    );
  } finally {
    await services.stop();
  }
}
