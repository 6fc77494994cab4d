import { createActionsSink } from '../adapters/actions/createActionsSink.ts';
import { systemClock } from '../adapters/clock.ts';
import { failRun } from '../gate.ts';
import { publish } from '../publish.ts';
import { describeContext } from './describeContext.ts';
import type { Surroundings } from './surroundings.ts';

/** Where reports go of a run that could not be set up: its inputs may be what could not be read. */
const DEFAULT_REPORT_DIR = 'pin-gate-report';

/** Reports a run that ended before it could ask anybody for anything, so that the job summary says why. */
export async function publishFailedSetup(
  error: unknown,
  startedAt: number,
  { runner, log }: Surroundings,
): Promise<void> {
  const sink = createActionsSink(DEFAULT_REPORT_DIR);
  const result = failRun(error, startedAt, systemClock.now());
  await publish(result, describeContext(runner), { sink, comments: undefined, log });
}
