import { createActionsSink } from '../adapters/actions/createActionsSink.ts';
import { systemClock } from '../adapters/clock.ts';
import { createChangeRequests } from '../adapters/github/createChangeRequests.ts';
import { createGitHubRepository } from '../adapters/github/createGitHubRepository.ts';
import { createOctokit } from '../adapters/github/createOctokit.ts';
import { createPinHistory } from '../adapters/github/createPinHistory.ts';
import { type RollbackEvent, readRollbackEvent } from '../adapters/github/readRollbackEvent.ts';
import { connect } from '../adapters/managed-agents/connect.ts';
import { failRollback, rollback } from '../commands/rollback.ts';
import type { Inputs } from '../domain/inputs.ts';
import type { RollbackResult } from '../domain/rollback.ts';
import { publishRollback } from '../publishRollback.ts';
import { describeContext } from './describeContext.ts';
import type { Surroundings } from './surroundings.ts';

/** Opens the pull request that rolls a pin back; green when it is there, and it was no run of the gate. */
export async function runRollbackMode(inputs: Inputs, surroundings: Surroundings): Promise<boolean> {
  const result = await propose(inputs, surroundings);
  await publishRollback(result, { sink: createActionsSink(inputs.reportDir), log: surroundings.log });
  return result.rollback !== undefined;
}

async function propose(inputs: Inputs, { runner, log, stop }: Surroundings): Promise<RollbackResult> {
  let event: RollbackEvent;
  try {
    event = readRollbackEvent(process.env);
  } catch (error) {
    return failRollback(error, inputs.rollbackPin);
  }

  const { owner, repo, actor } = event;
  const { runUrl, serverUrl = 'https://github.com' } = runner;
  const octokit = createOctokit(inputs.githubToken, { apiUrl: runner.apiUrl, log });
  return rollback(
    {
      repository: createGitHubRepository(octokit, owner, repo),
      history: createPinHistory(octokit, owner, repo),
      requests: createChangeRequests(octokit, { owner, repo, serverUrl }),
      connect:
        inputs.anthropicApiKey === ''
          ? undefined
          : () => connect(inputs.anthropicApiKey, inputs.anthropicBaseUrl),
      clock: systemClock,
    },
    {
      pin: inputs.rollbackPin,
      base: undefined,
      to: inputs.rollbackTo,
      reason: inputs.rollbackReason,
      actor,
      runUrl,
      context: describeContext(runner),
    },
    stop,
  );
}
