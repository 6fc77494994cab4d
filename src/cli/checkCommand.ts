import type { Command } from 'commander';
import { systemClock } from '../adapters/clock.ts';
import { createFileSink } from '../adapters/files/createFileSink.ts';
import { createGitHistory } from '../adapters/git/createGitHistory.ts';
import { createGitRepository } from '../adapters/git/createGitRepository.ts';
import { listUncommitted } from '../adapters/git/listUncommitted.ts';
import { resolveLocalChange } from '../adapters/git/resolveLocalChange.ts';
import { createTerminalLog } from '../adapters/log/createTerminalLog.ts';
import { createProgressBar } from '../adapters/terminal/createProgressBar.ts';
import { wantsColor } from '../adapters/terminal/wantsColor.ts';
import { gate } from '../gate.ts';
import { renderJson } from '../report/renderJson.ts';
import { renderTerminal } from '../report/renderTerminal.ts';
import { stopOnSignal } from '../stopOnSignal.ts';
import { writeReports } from '../writeReports.ts';
import { anthropicBaseUrlOption } from './anthropicBaseUrlOption.ts';
import { connectFromEnvironment } from './connectFromEnvironment.ts';
import { identifyRun } from './identifyRun.ts';
import { matchPinsOption } from './matchPinsOption.ts';
import { pinsOption } from './pinsOption.ts';

interface CheckOptions {
  readonly base: string;
  readonly head: string;
  readonly pins: readonly string[];
  readonly json?: boolean;
  readonly reportDir: string | false;
  readonly color: boolean;
  readonly anthropicBaseUrl?: string;
}

/** `check`: the gate's story on the commits of the folder that it is called in. */
export function addCheckCommand(program: Command): void {
  program
    .command('check')
    .description(
      'Judge the commits of this git repository as the Action would judge a pull request. The key is read from ' +
        'ANTHROPIC_API_KEY; exit code 0 when the check would pass, 1 when it would not.',
    )
    .requiredOption('--base <ref>', 'the branch that the change would be merged into, such as origin/main')
    .option('--head <ref>', 'the commit to judge; edits that are not committed play no part', 'HEAD')
    .addOption(pinsOption())
    .option('--json', 'print the report as JSON instead of a table')
    .option('--report-dir <folder>', 'where report.json and junit.xml are written', 'pin-gate-report')
    .option('--no-report-dir', 'write no files')
    .option('--no-color', 'no colours, as with NO_COLOR in the environment; FORCE_COLOR asks for them')
    .addOption(anthropicBaseUrlOption())
    .action(check);
}

async function check(options: CheckOptions): Promise<void> {
  // Progress goes to standard error, so that the result alone is on standard output.
  const colors = (stream: NodeJS.WriteStream) => options.color && wantsColor(stream, process.env);
  const bar = canRedraw(process.stderr)
    ? createProgressBar(process.stderr, { color: colors(process.stderr) })
    : undefined;
  process.once('exit', () => bar?.end());
  const log = createTerminalLog(bar ?? process.stderr);
  const stop = stopOnSignal(log);
  const folder = process.cwd();
  const isPinPath = matchPinsOption(options.pins);

  const result = await gate(
    {
      resolveChange: async () => {
        const change = await resolveLocalChange(folder, options.base, options.head);
        const edited = (await listUncommitted(folder)).filter(isPinPath);
        for (const path of edited)
          log.warning(`${path} has edits that are not committed and are not judged.`);
        return change;
      },
      repository: createGitRepository(folder),
      history: createGitHistory(folder),
      connect: () => connectFromEnvironment(options.anthropicBaseUrl),
      clock: systemClock,
      log,
      display: bar,
      random: Math.random,
    },
    { isPinPath, forks: 'refuse', run: identifyRun() },
    stop,
  );

  // The person at this terminal has the replies' key: nothing is withheld from them unless the policy says so.
  const context = { publicRepository: false };
  const { stdout } = process;
  const look = { color: colors(stdout), width: stdout.isTTY ? stdout.columns : undefined };
  stdout.write(options.json ? renderJson(result, context) : renderTerminal(result, context, look));
  if (options.reportDir !== false && result.pins.length > 0) {
    const sink = createFileSink(options.reportDir);
    const paths = await writeReports(() => result, context, sink, log.warning);
    const written = [...paths.values()].filter((path) => path !== '');
    if (written.length > 0) log.info(`Reports: ${written.join(', ')}`);
  }
  const isGreen = result.verdict === 'passed' || result.verdict === 'skipped';
  process.exitCode = isGreen && !stop.aborted ? 0 : 1;
}

/** Whether a line that was printed can be drawn over. */
function canRedraw(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY && process.env['TERM'] !== 'dumb';
}
