import { readFile } from 'node:fs/promises';
import { createActionsSink } from './adapters/actions/createActionsSink.ts';
import { systemClock } from './adapters/clock.ts';
import { createCommentThread } from './adapters/github/createCommentThread.ts';
import { createGitHubRepository } from './adapters/github/createGitHubRepository.ts';
import { createOctokit, type Octokit } from './adapters/github/createOctokit.ts';
import type { GitHubEvent } from './adapters/github/gitHubEvent.ts';
import { hasMovedOn } from './adapters/github/hasMovedOn.ts';
import { readEvent } from './adapters/github/readEvent.ts';
import { type ResolvedChange, resolveChange } from './adapters/github/resolveChange.ts';
import { keepHeapSmall } from './adapters/keepHeapSmall.ts';
import { createActionsLog } from './adapters/log/createActionsLog.ts';
import { readInputs } from './config/inputs.ts';
import type { AgentService } from './domain/agentService.ts';
import type { RunAttempt } from './domain/attempt.ts';
import type { CommentThread } from './domain/commentThread.ts';
import type { Inputs } from './domain/inputs.ts';
import type { Log } from './domain/log.ts';
import { GateError } from './domain/problem.ts';
import type { RunResult } from './domain/result.ts';
import { globMatcher } from './find/globMatcher.ts';
import { failRun, gate } from './gate.ts';
import { publish } from './publish.ts';
import type { ReportContext } from './report/reportContext.ts';
import { stopOnSignal } from './stopOnSignal.ts';

/** Where reports go when the inputs could not even be read. */
const DEFAULT_REPORT_DIR = 'pin-gate-report';

/** Where a session can be looked at. */
const CONSOLE_URL = 'https://platform.claude.com/workspaces/default';

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
 * Runs the Action: wires the adapters to the gate, publishes what comes out and sets the exit code, 0 for
 * `passed` and `skipped` and 1 for everything else. Whatever happens, the job summary says what.
 */
export async function main(): Promise<void> {
  // Until the end says otherwise, a process that stops anywhere has failed.
  process.exitCode = 1;
  keepHeapSmall();
  const log = createActionsLog();
  const stop = stopOnSignal(log);

  const run = await judge(log, stop);
  const { setup, resolved } = run;
  const result = await leaveToNewerRun(run);
  await publish(result, describeContext(resolved), {
    sink: createActionsSink(setup?.inputs.reportDir ?? DEFAULT_REPORT_DIR),
    comments: openComments(setup, resolved),
    log,
  });
  const isGreen = result.verdict === 'passed' || result.verdict === 'skipped';
  process.exitCode = isGreen && !stop.aborted ? 0 : 1;
}

async function judge(log: Log, stop: AbortSignal): Promise<Run> {
  const startedAt = systemClock.now();
  let setup: Setup;
  try {
    const inputs = readInputs();
    const event = readEvent(process.env, await readEventFile());
    setup = { inputs, event, octokit: createOctokit(inputs.githubToken, { apiUrl: apiUrl(), log }) };
  } catch (error) {
    return { result: failRun(error, startedAt, systemClock.now()), setup: undefined, resolved: undefined };
  }

  const { inputs, event, octokit } = setup;
  let resolved: ResolvedChange | undefined;
  const matchers = inputs.pins.map(globMatcher);
  const result = await gate(
    {
      resolveChange: async () => {
        resolved = await resolveChange(octokit, event);
        return resolved.change;
      },
      repository: createGitHubRepository(octokit, event.owner, event.repo),
      connect: () => connect(inputs),
      clock: systemClock,
      log,
      random: Math.random,
    },
    {
      isPinPath: (path) => matchers.some((matches) => matches(path)),
      forks: inputs.forks,
      run: { id: runId(), repository: `${event.owner}/${event.repo}` },
    },
    stop,
  );
  return { result, setup, resolved };
}

/** A head pushed while this run was evaluating has a run of its own, and the comment is that one's to write. */
async function leaveToNewerRun({ result, setup, resolved }: Run): Promise<RunResult> {
  if (setup === undefined || result.leavesComment === true) return result;
  if (resolved === undefined) return { ...result, leavesComment: !(await isForNewestHead(setup)) };
  const hasRun = result.pins.some((pin) => 'effort' in pin && pin.effort.sessions > 0);
  if (!hasRun) return result;
  // Should GitHub not answer, writing the comment is the lesser evil, and will tell if GitHub is down.
  const movedOn = await hasMovedOn(setup.octokit, setup.event, resolved.change).catch(() => false);
  if (!movedOn) return result;
  const warning = 'The pull request has a newer commit by now, whose own run writes the comment.';
  return { ...result, leavesComment: true, warnings: [...result.warnings, warning] };
}

/**
 * A change that could not be resolved (too many files, say) is an error that the comment has to tell: the verdict
 * of an earlier commit may stand there. But nothing is known of the head then, and a re-run of an old event must
 * not write over a newer run's comment.
 */
async function isForNewestHead({ octokit, event }: Setup): Promise<boolean> {
  if (event.kind !== 'pull-request') return false;
  return hasMovedOn(octokit, event, event).then(
    (movedOn) => !movedOn,
    () => false,
  );
}

/** The SDK is most of the bundle and most runs need none of it, so it is loaded when there is something to run. */
async function connect({ anthropicApiKey, anthropicBaseUrl }: Inputs): Promise<AgentService> {
  if (anthropicApiKey === '') {
    throw new GateError(
      'The input `anthropic-api-key` is empty, so nothing can be evaluated. Add the repository secret and pass it: `anthropic-api-key: ${{ secrets.ANTHROPIC_API_KEY }}`. Pull requests from forks and from Dependabot get no secrets; a maintainer can open the same change from a branch of this repository.',
    );
  }
  const { createAgentService } = await import('./adapters/managed-agents/createAgentService.ts');
  return createAgentService({
    apiKey: anthropicApiKey,
    ...(anthropicBaseUrl === undefined ? {} : { baseUrl: anthropicBaseUrl }),
  });
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

function describeContext(resolved: ResolvedChange | undefined): ReportContext {
  const { GITHUB_SERVER_URL: serverUrl, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = process.env;
  const runAttempt = readRunAttempt();
  return {
    ...(serverUrl === undefined ? {} : { serverUrl }),
    ...(repository === undefined ? {} : { repository }),
    ...(serverUrl && repository && run ? { runUrl: `${serverUrl}/${repository}/actions/runs/${run}` } : {}),
    ...(runAttempt === undefined ? {} : { run: runAttempt }),
    ...(resolved === undefined ? {} : { publicRepository: !resolved.isPrivate }),
    consoleUrl: CONSOLE_URL,
  };
}

function apiUrl(): string {
  return process.env['GITHUB_API_URL'] || 'https://api.github.com';
}

function runId(): string {
  return [process.env['GITHUB_RUN_ID'] ?? 'local', process.env['GITHUB_RUN_ATTEMPT'] ?? '1'].join('-');
}

/** Undefined where there is no runner, whose numbers these are. */
function readRunAttempt(): RunAttempt | undefined {
  const { GITHUB_RUN_ID: id = '', GITHUB_RUN_ATTEMPT: attempt = '1' } = process.env;
  const isNumber = (text: string) => /^[1-9]\d{0,14}$/.test(text);
  return isNumber(id) && isNumber(attempt) ? { id: Number(id), attempt: Number(attempt) } : undefined;
}

async function readEventFile(): Promise<string | undefined> {
  const path = process.env['GITHUB_EVENT_PATH'];
  return path === undefined ? undefined : readFile(path, 'utf8').catch(() => undefined);
}
