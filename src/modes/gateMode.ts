import { createActionsSink } from '../adapters/actions/createActionsSink.ts';
import { systemClock } from '../adapters/clock.ts';
import { assertCurrent } from '../adapters/github/assertCurrent.ts';
import { createGitHubRepository } from '../adapters/github/createGitHubRepository.ts';
import { createOctokit, type Octokit } from '../adapters/github/createOctokit.ts';
import { createPinHistory } from '../adapters/github/createPinHistory.ts';
import type { GitHubEvent } from '../adapters/github/gitHubEvent.ts';
import { leaveToNewerRun } from '../adapters/github/leaveToNewerRun.ts';
import { readEvent } from '../adapters/github/readEvent.ts';
import { type ResolvedChange, resolveChange } from '../adapters/github/resolveChange.ts';
import { connect } from '../adapters/managed-agents/connect.ts';
import type { Inputs } from '../domain/inputs.ts';
import type { RunResult } from '../domain/result.ts';
import { matchPins } from '../find/matchPins.ts';
import { gate } from '../gate.ts';
import { publish } from '../publish.ts';
import { describeContext } from './describeContext.ts';
import { findPlace, makeSeal, openMemory } from './openMemory.ts';
import { openThreads } from './openThreads.ts';
import { publishFailedSetup } from './publishFailedSetup.ts';
import type { Surroundings } from './surroundings.ts';

/** What the workflow and its event say; nothing has been asked of anybody yet. */
interface Setup {
  readonly inputs: Inputs;
  readonly event: GitHubEvent;
  readonly octokit: Octokit;
}

/** What a run came to, and what is needed to report it. */
interface Run {
  readonly result: RunResult;
  readonly resolved: ResolvedChange | undefined;
}

/** Judges the change that the event is about; green when it passes or changes no pin. */
export async function runGateMode(inputs: Inputs, surroundings: Surroundings): Promise<boolean> {
  const startedAt = systemClock.now();
  let setup: Setup;
  try {
    setup = await setUp(inputs, surroundings);
  } catch (error) {
    await publishFailedSetup(error, startedAt, surroundings);
    return false;
  }

  const { event, octokit } = setup;
  const { result: judged, resolved } = await judge(setup, surroundings);
  const result = await leaveToNewerRun(judged, octokit, event, resolved);
  const { runner, log } = surroundings;
  const context = {
    ...describeContext(runner),
    ...(resolved === undefined ? {} : { publicRepository: !resolved.isPrivate }),
  };
  const sink = createActionsSink(inputs.reportDir);
  const threads = inputs.comment ? openThreads(octokit, event, resolved) : undefined;
  const seal = makeSeal(inputs);
  const place = findPlace(event);
  await publish(result, context, {
    sink,
    comments: threads?.comments,
    suggestions: threads?.suggestions,
    memory: seal && place && { place, seal },
    log,
  });
  return result.verdict === 'passed' || result.verdict === 'skipped';
}

async function setUp(inputs: Inputs, { runner, log }: Surroundings): Promise<Setup> {
  const event = readEvent(process.env, await runner.readEventFile());
  const octokit = createOctokit(inputs.githubToken, { apiUrl: runner.apiUrl, log });
  return { inputs, event, octokit };
}

async function judge({ inputs, event, octokit }: Setup, { runner, log, stop }: Surroundings): Promise<Run> {
  let resolved: ResolvedChange | undefined;
  const result = await gate(
    {
      resolveChange: async () => {
        resolved = await resolveChange(octokit, event);
        return resolved.change;
      },
      repository: createGitHubRepository(octokit, event.owner, event.repo),
      connect: () => connect(inputs.anthropicApiKey, inputs.anthropicBaseUrl),
      history: createPinHistory(octokit, event.owner, event.repo),
      memory: openMemory(octokit, event, makeSeal(inputs), () => resolved?.commentCount !== 0),
      assertCurrent: (change) => assertCurrent(octokit, event, change),
      clock: systemClock,
      log,
      random: Math.random,
    },
    {
      isPinPath: matchPins(inputs.pins),
      forks: inputs.forks,
      run: { id: runner.runId, repository: `${event.owner}/${event.repo}` },
    },
    stop,
  );
  return { result, resolved };
}
