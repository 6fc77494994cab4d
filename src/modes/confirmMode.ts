import { createActionsSink } from '../adapters/actions/createActionsSink.ts';
import { systemClock } from '../adapters/clock.ts';
import { createGitHubRepository } from '../adapters/github/createGitHubRepository.ts';
import { createOctokit } from '../adapters/github/createOctokit.ts';
import { listChangedFiles } from '../adapters/github/listChangedFiles.ts';
import { type ConfirmationEvent, readConfirmationEvent } from '../adapters/github/readConfirmationEvent.ts';
import { connect } from '../adapters/managed-agents/connect.ts';
import { confirm, failConfirmation } from '../commands/confirm.ts';
import { type ConfirmationResult, isConfirmed } from '../domain/confirmation.ts';
import type { Inputs } from '../domain/inputs.ts';
import { matchPins } from '../find/matchPins.ts';
import { publishConfirmation } from '../publishConfirmation.ts';
import { describeContext } from './describeContext.ts';
import type { Surroundings } from './surroundings.ts';

/** Confirms that every pin names a version that can be run, and tells what a push promoted; green when all do. */
export async function runConfirmMode(inputs: Inputs, surroundings: Surroundings): Promise<boolean> {
  const { runner, log } = surroundings;
  const result = await look(inputs, surroundings);
  await publishConfirmation(result, describeContext(runner), {
    sink: createActionsSink(inputs.reportDir),
    log,
  });
  return isConfirmed(result);
}

async function look(inputs: Inputs, { runner, log, stop }: Surroundings): Promise<ConfirmationResult> {
  const startedAt = systemClock.now();
  let event: ConfirmationEvent;
  try {
    event = readConfirmationEvent(process.env, await runner.readEventFile());
  } catch (error) {
    return failConfirmation(error, startedAt, systemClock.now());
  }

  const { owner, repo, commit, push } = event;
  const octokit = createOctokit(inputs.githubToken, { apiUrl: runner.apiUrl, log });
  return confirm(
    {
      repository: createGitHubRepository(octokit, owner, repo),
      listChangedFiles: (before, after) => listChangedFiles(octokit, { owner, repo }, before, after),
      connect: () => connect(inputs.anthropicApiKey, inputs.anthropicBaseUrl),
      clock: systemClock,
    },
    { commit, push, isPinPath: matchPins(inputs.pins) },
    stop,
  );
}
