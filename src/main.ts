import { readRunner } from './adapters/actions/readRunner.ts';
import { systemClock } from './adapters/clock.ts';
import { keepHeapSmall } from './adapters/keepHeapSmall.ts';
import { createActionsLog } from './adapters/log/createActionsLog.ts';
import { readInputs } from './config/inputs.ts';
import type { Inputs } from './domain/inputs.ts';
import { runCalibrateMode } from './modes/calibrateMode.ts';
import { runConfirmMode } from './modes/confirmMode.ts';
import { runGateMode } from './modes/gateMode.ts';
import type { Mode } from './modes/mode.ts';
import { publishFailedSetup } from './modes/publishFailedSetup.ts';
import { runRollbackMode } from './modes/rollbackMode.ts';
import type { Surroundings } from './modes/surroundings.ts';
import { stopOnSignal } from './stopOnSignal.ts';

/** What the input `mode` chooses from. */
const modes: Readonly<Record<Inputs['mode'], Mode>> = {
  gate: runGateMode,
  calibrate: runCalibrateMode,
  confirm: runConfirmMode,
  rollback: runRollbackMode,
};

/**
 * Runs the Action in the mode that the workflow asks for and sets the exit code, 0 for `passed` and `skipped`, for a
 * whole calibration, for pins that are all confirmed and for a rollback that is a pull request, and 1 for everything
 * else. Whatever happens, the job summary says what.
 */
export async function main(): Promise<void> {
  // Until the end says otherwise, a process that stops anywhere has failed.
  process.exitCode = 1;
  keepHeapSmall();
  const log = createActionsLog();
  const stop = stopOnSignal(log);
  const isGreen = await run({ runner: readRunner(process.env), log, stop });
  process.exitCode = isGreen && !stop.aborted ? 0 : 1;
}

async function run(surroundings: Surroundings): Promise<boolean> {
  let inputs: Inputs;
  try {
    inputs = readInputs();
  } catch (error) {
    // Which mode was asked for is not known then.
    await publishFailedSetup(error, systemClock.now(), surroundings);
    return false;
  }
  return modes[inputs.mode](inputs, surroundings);
}
