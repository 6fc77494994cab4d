import { type Measurement, measureAction } from '../measureAction.ts';
import type { Row } from '../report/row.ts';
import { startServices } from '../services/startServices.ts';
import { promotion, triageRepository } from './triageRepository.ts';

const FIXTURES = 1000;
const TRIALS = 2 * FIXTURES;
const MODEL_SECONDS = 1;
const CREATES_PER_MINUTE = 6000;

/**
 * As many trials at once as the rate keeps busy (Little's law): 100 creates a second × 1 s = 100. More would spend
 * the rate's first burst sooner, and then stand in line for it.
 */
const CONCURRENCY = (CREATES_PER_MINUTE / 60) * MODEL_SECONDS;

/**
 * The time that nobody can beat who keeps to this concurrency: trials go through CONCURRENCY places, each of which
 * is taken for at least the model's second. It is also what the rate gives, TRIALS / (CREATES_PER_MINUTE / 60),
 * without the last trial's second: the stricter of the two readings.
 */
const LOWER_BOUND_SECONDS = Math.ceil(TRIALS / CONCURRENCY) * MODEL_SECONDS;

/** Benchmark 4: a run of two thousand trials against its lower bound, and the memory it takes. */
export async function thousandFixtures(runs: number): Promise<readonly Row[]> {
  const paced = await measure(runs, CONCURRENCY);
  // The whole run fits into the rate's first burst (two fifths of a minute's), so this is how fast this machine is.
  const flatOut = await measure(1, 1000);
  const rows = (label: string, measured: readonly Measurement[]): Row[] => [
    row(
      `${label}: wall clock`,
      's',
      measured.map(({ seconds }) => seconds),
    ),
    row(
      `${label}: processor time`,
      's',
      measured.map(({ usage }) => usage?.processorSeconds ?? Number.NaN),
    ),
  ];
  const peaks = (measured: readonly Measurement[]) =>
    measured.map(({ usage }) => usage?.peakMemoryMb ?? Number.NaN);
  return [
    {
      ...row(
        `1,000 fixtures × 2 versions, turns of 1 s, ${CONCURRENCY} at once: wall clock over the lower bound of ${LOWER_BOUND_SECONDS} s`,
        '×',
        paced.map(({ seconds }) => seconds / LOWER_BOUND_SECONDS),
      ),
      target: { atMost: 1.25 },
    },
    { ...row('peak memory', 'MB', peaks(paced)), target: { below: 250 } },
    ...rows(`${CONCURRENCY} at once`, paced),
    ...rows('1,000 at once', flatOut),
    row('1,000 at once: peak memory', 'MB', peaks(flatOut)),
  ];
}

async function measure(runs: number, concurrency: number): Promise<readonly Measurement[]> {
  const services = await startServices({
    modelMs: MODEL_SECONDS * 1000,
    overheads: 'realistic',
    createsPerMinute: CREATES_PER_MINUTE,
    files: triageRepository(FIXTURES, {
      concurrency,
      'creates-per-minute': CREATES_PER_MINUTE,
      // Two for each create, and never what the run waits for.
      'reads-per-minute': 4 * CREATES_PER_MINUTE,
      'max-cost-usd': 100,
    }),
    change: promotion(),
  });
  const results: Measurement[] = [];
  try {
    for (let run = 0; run < runs; run += 1)
      results.push(await measureAction(services, { verdict: 'passed', sessions: TRIALS, recordUsage: true }));
  } finally {
    await services.stop();
  }
  return results;
}

function row(what: string, unit: Row['unit'], values: readonly number[]): Row {
  return { benchmark: 4, what, unit, values };
}
