import type { Command } from 'commander';
import { systemClock } from '../adapters/clock.ts';
import { createChangeRequests } from '../adapters/github/createChangeRequests.ts';
import { createGitHubRepository } from '../adapters/github/createGitHubRepository.ts';
import { createOctokit, type Octokit } from '../adapters/github/createOctokit.ts';
import { createPinHistory } from '../adapters/github/createPinHistory.ts';
import { readViewer } from '../adapters/github/readViewer.ts';
import { createTerminalLog } from '../adapters/log/createTerminalLog.ts';
import { wantsColor } from '../adapters/terminal/wantsColor.ts';
import { rollback } from '../commands/rollback.ts';
import { ServiceError } from '../domain/serviceError.ts';
import { renderRollbackTerminal } from '../report/rollback/renderRollbackTerminal.ts';
import { stopOnSignal } from '../stopOnSignal.ts';
import { anthropicBaseUrlOption } from './anthropicBaseUrlOption.ts';
import { connectFromEnvironment } from './connectFromEnvironment.ts';
import { findGitHubHome } from './findGitHubHome.ts';
import { hasAnthropicKey } from './hasAnthropicKey.ts';
import { readGitHubToken } from './readGitHubToken.ts';
import { readVersion } from './readVersion.ts';

interface RollbackOptions {
  readonly to?: number;
  readonly reason?: string;
  readonly repo?: string;
  readonly base?: string;
  readonly anthropicBaseUrl?: string;
}

/** `rollback`: the pull request that takes a pin back to a version that was live before. */
export function addRollbackCommand(program: Command): void {
  program
    .command('rollback')
    .description(
      'Open the pull request on GitHub that takes a pin back to the version that was live before. Nothing is merged, and no ' +
        'file here is touched. The token is read from GITHUB_TOKEN or GH_TOKEN; with ANTHROPIC_API_KEY the version is ' +
        'verified first. Exit code 0 when the pull request is there.',
    )
    .argument('<pin>', 'the path of the pin in the repository, from its root')
    .option('--to <version>', 'the version to go back to; over: the one that was live before', readVersion)
    .option('--reason <text>', 'why, for the pull request')
    .option('--repo <owner/name>', 'the repository; over: that of the remote `origin` of this folder')
    .option('--base <branch>', 'the branch that production reads; over: the default branch')
    .addOption(anthropicBaseUrlOption())
    .action(run);
}

async function run(pin: string, options: RollbackOptions): Promise<void> {
  const log = createTerminalLog(process.stderr);
  const stop = stopOnSignal(log);
  const { apiUrl, ...home } = await findGitHubHome(process.cwd(), options.repo, process.env);
  const { owner, repo, serverUrl } = home;
  const octokit = createOctokit(readGitHubToken(process.env), { apiUrl, log });
  const result = await rollback(
    {
      repository: createGitHubRepository(octokit, owner, repo),
      history: createPinHistory(octokit, owner, repo),
      requests: createChangeRequests(octokit, home),
      connect: hasAnthropicKey(process.env)
        ? () => connectFromEnvironment(options.anthropicBaseUrl)
        : undefined,
      clock: systemClock,
    },
    {
      pin,
      base: options.base,
      to: options.to,
      reason: options.reason,
      actor: await findActor(octokit),
      runUrl: undefined,
      context: { serverUrl, repository: `${owner}/${repo}` },
    },
    stop,
  );
  process.stdout.write(renderRollbackTerminal(result, { color: wantsColor(process.stdout, process.env) }));
  process.exitCode = result.rollback !== undefined && !stop.aborted ? 0 : 1;
}

/** Whoever's token it is; a rollback does not depend on it. */
async function findActor(octokit: Octokit): Promise<string | undefined> {
  try {
    return await readViewer(octokit);
  } catch (error) {
    if (error instanceof ServiceError) return undefined;
    throw error;
  }
}
