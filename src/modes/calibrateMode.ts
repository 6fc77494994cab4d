import { createActionsSink } from '../adapters/actions/createActionsSink.ts';
import { systemClock } from '../adapters/clock.ts';
import { createGitHubRepository } from '../adapters/github/createGitHubRepository.ts';
import { createOctokit } from '../adapters/github/createOctokit.ts';
import { type CalibrationEvent, readCalibrationEvent } from '../adapters/github/readCalibrationEvent.ts';
import { connect } from '../adapters/managed-agents/connect.ts';
import { calibrate, failCalibration } from '../commands/calibrate.ts';
import { type CalibrationResult, isComplete } from '../domain/calibration.ts';
import type { Inputs } from '../domain/inputs.ts';
import { matchPins } from '../find/matchPins.ts';
import { publishCalibration } from '../publishCalibration.ts';
import { describeContext } from './describeContext.ts';
import type { Surroundings } from './surroundings.ts';

/** Runs the pinned versions against themselves; green when every run was evaluated. */
export async function runCalibrateMode(inputs: Inputs, surroundings: Surroundings): Promise<boolean> {
  const { runner, log } = surroundings;
  const result = await measure(inputs, surroundings);
  await publishCalibration(result, describeContext(runner), {
    sink: createActionsSink(inputs.reportDir),
    log,
  });
  return isComplete(result);
}

async function measure(inputs: Inputs, { runner, log, stop }: Surroundings): Promise<CalibrationResult> {
  const startedAt = systemClock.now();
  let event: CalibrationEvent;
  try {
    event = readCalibrationEvent(process.env);
  } catch (error) {
    return failCalibration(error, inputs.calibrationRuns, startedAt, systemClock.now());
  }

  const { owner, repo, commit } = event;
  const octokit = createOctokit(inputs.githubToken, { apiUrl: runner.apiUrl, log });
  return calibrate(
    {
      resolveCommit: async () => commit,
      repository: createGitHubRepository(octokit, owner, repo),
      connect: () => connect(inputs.anthropicApiKey, inputs.anthropicBaseUrl),
      clock: systemClock,
      log,
      random: Math.random,
    },
    {
      isPinPath: matchPins(inputs.pins),
      pin: undefined,
      runs: inputs.calibrationRuns,
      maxCostUsd: inputs.calibrationMaxCostUsd,
      run: { id: runner.runId, repository: `${owner}/${repo}` },
    },
    stop,
  );
}
