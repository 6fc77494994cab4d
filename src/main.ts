import { createActionsSink } from './adapters/actions/createActionsSink.ts';
import { type Runner, readRunner } from './adapters/actions/readRunner.ts';
import { systemClock } from './adapters/clock.ts';
import { createCommentThread } from './adapters/github/createCommentThread.ts';
import { createGitHubRepository } from './adapters/github/createGitHubRepository.ts';
import { createOctokit, type Octokit } from './adapters/github/createOctokit.ts';
import type { GitHubEvent } from './adapters/github/gitHubEvent.ts';
import { leaveToNewerRun } from './adapters/github/leaveToNewerRun.ts';
import { readCalibrationEvent } from './adapters/github/readCalibrationEvent.ts';
import { readEvent } from './adapters/github/readEvent.ts';
import { type ResolvedChange, resolveChange } from './adapters/github/resolveChange.ts';
import { keepHeapSmall } from './adapters/keepHeapSmall.ts';
import { createActionsLog } from './adapters/log/createActionsLog.ts';
import { connect } from './adapters/managed-agents/connect.ts';
import { calibrate, failCalibration } from './commands/calibrate.ts';
import { readInputs } from './config/inputs.ts';
import { type CalibrationResult, isComplete } from './domain/calibration.ts';
import type { CommentThread } from './domain/commentThread.ts';
import type { Inputs } from './domain/inputs.ts';
import type { Log } from './domain/log.ts';
import type { RunResult } from './domain/result.ts';
import { globMatcher } from './find/globMatcher.ts';
import { failRun, gate } from './gate.ts';
import { publish } from './publish.ts';
import { publishCalibration } from './publishCalibration.ts';
import type { ReportContext } from './report/reportContext.ts';
import { stopOnSignal } from './stopOnSignal.ts';

/** Where reports go when the inputs could not even be read. */
const DEFAULT_REPORT_DIR = 'pin-gate-report';

/** Where a session can be looked at. */
const CONSOLE_URL = 'https://platform.claude.com/workspaces/default';

/** What every mode is given. */
interface Surroundings {
  readonly runner: Runner;
  readonly log: Log;
  readonly stop: AbortSignal;
}

/** What the workflow and its event say; nothing has been asked of anybody yet. */
interface Setup {
  readonly inputs: Inputs;
  readonly event: GitHubEvent;
  readonly octokit: Octokit;
}

/** What a run came to, and what is needed to report it. */
interface Run {
  readonly result: RunResult;
  readonly setup: Setup | undefined;
  readonly resolved: ResolvedChange | undefined;
}

/**
 * Runs the Action in the mode that the workflow asks for: wires the adapters to its story, publishes what comes out
 * and sets the exit code, 0 for `passed` and `skipped` and for a whole calibration, and 1 for everything else. Whatever
 * happens, the job summary says what.
 */
export async function main(): Promise<void> {
  // Until the end says otherwise, a process that stops anywhere has failed.
  process.exitCode = 1;
  keepHeapSmall();
  const log = createActionsLog();
  const stop = stopOnSignal(log);
  const surroundings = { runner: readRunner(process.env), log, stop };

  const inputs = attempt(readInputs);
  const isGreen =
    'value' in inputs && inputs.value.mode === 'calibrate'
      ? await runCalibration(inputs.value, surroundings)
      : await runGate(inputs, surroundings);
  process.exitCode = isGreen && !stop.aborted ? 0 : 1;
}

type Attempt<T> = { readonly value: T } | { readonly error: unknown };

function attempt<T>(read: () => T): Attempt<T> {
  try {
    return { value: read() };
  } catch (error) {
    return { error };
  }
}

async function runGate(inputs: Attempt<Inputs>, surroundings: Surroundings): Promise<boolean> {
  const { runner, log } = surroundings;
  const { result: judged, setup, resolved } = await judge(inputs, surroundings);
  const result =
    setup === undefined ? judged : await leaveToNewerRun(judged, setup.octokit, setup.event, resolved);
  const context = {
    ...describeContext(runner),
    ...(resolved === undefined ? {} : { publicRepository: !resolved.isPrivate }),
  };
  const sink = createActionsSink(setup?.inputs.reportDir ?? DEFAULT_REPORT_DIR);
  await publish(result, context, { sink, comments: openComments(setup, resolved), log });
  return result.verdict === 'passed' || result.verdict === 'skipped';
}

async function judge(read: Attempt<Inputs>, { runner, log, stop }: Surroundings): Promise<Run> {
  const startedAt = systemClock.now();
  let setup: Setup;
  try {
    if ('error' in read) throw read.error;
    const inputs = read.value;
    const event = readEvent(process.env, await runner.readEventFile());
    const octokit = createOctokit(inputs.githubToken, { apiUrl: runner.apiUrl, log });
    setup = { inputs, event, octokit };
  } catch (error) {
    return { result: failRun(error, startedAt, systemClock.now()), setup: undefined, resolved: undefined };
  }

  const { inputs, event, octokit } = setup;
  let resolved: ResolvedChange | undefined;
  const result = await gate(
    {
      resolveChange: async () => {
        resolved = await resolveChange(octokit, event);
        return resolved.change;
      },
      repository: createGitHubRepository(octokit, event.owner, event.repo),
      connect: () => connect(inputs.anthropicApiKey, inputs.anthropicBaseUrl),
      clock: systemClock,
      log,
      random: Math.random,
    },
    {
      isPinPath: matchPins(inputs),
      forks: inputs.forks,
      run: { id: runner.runId, repository: `${event.owner}/${event.repo}` },
    },
    stop,
  );
  return { result, setup, resolved };
}

async function runCalibration(inputs: Inputs, surroundings: Surroundings): Promise<boolean> {
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
  const event = attempt(() => readCalibrationEvent(process.env));
  if ('error' in event)
    return failCalibration(event.error, inputs.calibrationRuns, startedAt, systemClock.now());

  const { owner, repo, commit } = event.value;
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
      isPinPath: matchPins(inputs),
      pin: undefined,
      runs: inputs.calibrationRuns,
      maxCostUsd: inputs.calibrationMaxCostUsd,
      run: { id: runner.runId, repository: `${owner}/${repo}` },
    },
    stop,
  );
}

function matchPins({ pins }: Inputs): (path: string) => boolean {
  const matchers = pins.map(globMatcher);
  return (path) => matchers.some((matches) => matches(path));
}

function openComments(
  setup: Setup | undefined,
  resolved: ResolvedChange | undefined,
): CommentThread | undefined {
  if (setup === undefined || !setup.inputs.comment) return undefined;
  const { event, octokit } = setup;
  if (event.kind !== 'pull-request') return undefined;
  const { owner, repo, number } = event;
  // Unknown, it is some: what is written then is an error, which is written anyway.
  return createCommentThread(octokit, { owner, repo, number, commentCount: resolved?.commentCount ?? 1 });
}

function describeContext({ serverUrl, repository, runUrl, attempt: run }: Runner): ReportContext {
  return {
    ...(serverUrl === undefined ? {} : { serverUrl }),
    ...(repository === undefined ? {} : { repository }),
    ...(runUrl === undefined ? {} : { runUrl }),
    ...(run === undefined ? {} : { run }),
    consoleUrl: CONSOLE_URL,
  };
}
