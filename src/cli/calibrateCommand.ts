import { posix } from 'node:path';
import type { Command } from 'commander';
import { systemClock } from '../adapters/clock.ts';
import { createGitRepository } from '../adapters/git/createGitRepository.ts';
import { listUncommitted } from '../adapters/git/listUncommitted.ts';
import { resolveLocalCommit } from '../adapters/git/resolveLocalCommit.ts';
import { createTerminalLog } from '../adapters/log/createTerminalLog.ts';
import { wantsColor } from '../adapters/terminal/wantsColor.ts';
import { calibrate } from '../commands/calibrate.ts';
import { DEFAULT_RUNS } from '../config/parseCalibration.ts';
import { isComplete } from '../domain/calibration.ts';
import { renderCalibrationJson } from '../report/calibration/renderCalibrationJson.ts';
import { renderCalibrationTerminal } from '../report/calibration/renderCalibrationTerminal.ts';
import { stopOnSignal } from '../stopOnSignal.ts';
import { anthropicBaseUrlOption } from './anthropicBaseUrlOption.ts';
import { connectFromEnvironment } from './connectFromEnvironment.ts';
import { identifyRun } from './identifyRun.ts';
import { matchPinsOption } from './matchPinsOption.ts';
import { pinsOption } from './pinsOption.ts';
import { readRuns } from './readRuns.ts';
import { readUsd } from './readUsd.ts';

interface CalibrateOptions {
  readonly pin?: string;
  readonly pins: readonly string[];
  readonly runs: number;
  readonly maxCostUsd?: number;
  readonly json?: boolean;
  readonly anthropicBaseUrl?: string;
}

/** `calibrate`: the pinned versions at HEAD of the folder that it is called in, against themselves. */
export function addCalibrateCommand(program: Command): void {
  program
    .command('calibrate')
    .description(
      'Run the pinned versions at HEAD against themselves, under their own policies and fixtures, and report how often ' +
        'the gate blocks falsely, which fixtures are flaky and which losses it would see. The key is read from ' +
        'ANTHROPIC_API_KEY; exit code 0 when every run was evaluated.',
    )
    .option('--pin <path>', 'calibrate this pin only; over: all that match --pins')
    .addOption(pinsOption())
    .option('--runs <number>', 'runs of each pin', readRuns, DEFAULT_RUNS)
    .option(
      '--max-cost-usd <usd>',
      'what all runs of one pin may cost together; over: limits.max-cost-usd of its policy',
      readUsd,
    )
    .option('--json', 'print the report as JSON instead of tables')
    .addOption(anthropicBaseUrlOption())
    .action(runCalibration);
}

async function runCalibration(options: CalibrateOptions): Promise<void> {
  const log = createTerminalLog(process.stderr);
  const stop = stopOnSignal(log);
  const folder = process.cwd();
  const isPinPath = matchPinsOption(options.pins);
  const repository = createGitRepository(folder);
  const result = await calibrate(
    {
      resolveCommit: async () => {
        const commit = await resolveLocalCommit(folder, 'HEAD');
        const isPin = (path: string) => isPinPath(path) || path === options.pin;
        const folders = (await repository.list(commit)).filter(isPin).map((path) => posix.dirname(path));
        const isBesidePin = (path: string) =>
          folders.some((pinFolder) => pinFolder === '.' || path.startsWith(`${pinFolder}/`));
        for (const path of (await listUncommitted(folder)).filter(isBesidePin))
          log.warning(`${path} has edits that are not committed and play no part.`);
        return commit;
      },
      repository,
      connect: () => connectFromEnvironment(options.anthropicBaseUrl),
      clock: systemClock,
      log,
      random: Math.random,
    },
    {
      isPinPath,
      pin: options.pin,
      runs: options.runs,
      maxCostUsd: options.maxCostUsd,
      run: identifyRun(),
    },
    stop,
  );

  process.stdout.write(
    options.json
      ? renderCalibrationJson(result)
      : renderCalibrationTerminal(result, { color: wantsColor(process.stdout, process.env) }),
  );
  process.exitCode = isComplete(result) && !stop.aborted ? 0 : 1;
}
