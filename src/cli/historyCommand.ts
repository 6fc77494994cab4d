import type { Command } from 'commander';
import { systemClock } from '../adapters/clock.ts';
import { createGitHistory } from '../adapters/git/createGitHistory.ts';
import { createGitRepository } from '../adapters/git/createGitRepository.ts';
import { resolveLocalCommit } from '../adapters/git/resolveLocalCommit.ts';
import { createTerminalLog } from '../adapters/log/createTerminalLog.ts';
import { wantsColor } from '../adapters/terminal/wantsColor.ts';
import { tellHistory } from '../commands/history.ts';
import { GateError } from '../domain/problem.ts';
import { renderHistoryJson } from '../report/history/renderHistoryJson.ts';
import { renderHistoryTerminal } from '../report/history/renderHistoryTerminal.ts';
import { stopOnSignal } from '../stopOnSignal.ts';
import { anthropicBaseUrlOption } from './anthropicBaseUrlOption.ts';
import { connectFromEnvironment } from './connectFromEnvironment.ts';
import { hasAnthropicKey } from './hasAnthropicKey.ts';

/** Where a clone notes the remote's default branch: a branch of one's own may say what was never live. */
const DEFAULT_BRANCH = 'origin/HEAD';

interface HistoryOptions {
  readonly base?: string;
  readonly json?: boolean;
  readonly anthropicBaseUrl?: string;
}

/** `history`: what a pin said on its branch, and since when. */
export function addHistoryCommand(program: Command): void {
  program
    .command('history')
    .description(
      'Tell which versions a pin named, since when, and by which pull request, from this git repository. With ' +
        'ANTHROPIC_API_KEY also which versions of the agent there are, and which were never pinned.',
    )
    .argument('<pin>', 'the path of the pin in the repository, from its root')
    .option(
      '--base <branch>',
      'the branch that production reads; over: origin/HEAD, or HEAD where there is none',
    )
    .option('--json', 'print it as JSON instead of tables')
    .addOption(anthropicBaseUrlOption())
    .action(run);
}

async function run(pin: string, options: HistoryOptions): Promise<void> {
  const stop = stopOnSignal(createTerminalLog(process.stderr));
  const folder = process.cwd();
  const past = await tellHistory(
    {
      resolveCommit: (branch) => resolveLocalCommit(folder, branch),
      repository: createGitRepository(folder),
      history: createGitHistory(folder),
      connect: hasAnthropicKey(process.env)
        ? () => connectFromEnvironment(options.anthropicBaseUrl)
        : undefined,
      clock: systemClock,
    },
    { pin, branch: options.base ?? (await findBranch(folder)) },
    stop,
  );
  process.stdout.write(
    options.json
      ? renderHistoryJson(past)
      : renderHistoryTerminal(past, { color: wantsColor(process.stdout, process.env) }),
  );
  process.exitCode = past.problems.length === 0 && !stop.aborted ? 0 : 1;
}

async function findBranch(folder: string): Promise<string> {
  try {
    await resolveLocalCommit(folder, DEFAULT_BRANCH);
    return DEFAULT_BRANCH;
  } catch (error) {
    if (error instanceof GateError) return 'HEAD';
    throw error;
  }
}
