import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { runDemo } from '../emulator/demo/runDemo.ts';
import { startEmulators } from '../emulator/startEmulators.ts';
import { systemClock } from './adapters/clock.ts';
import { createFileSink } from './adapters/files/createFileSink.ts';
import { createGitRepository } from './adapters/git/createGitRepository.ts';
import { listUncommitted } from './adapters/git/listUncommitted.ts';
import { resolveLocalChange } from './adapters/git/resolveLocalChange.ts';
import { createTerminalLog } from './adapters/log/createTerminalLog.ts';
import { createAgentService } from './adapters/managed-agents/createAgentService.ts';
import { createProgressBar } from './adapters/terminal/createProgressBar.ts';
import { wantsColor } from './adapters/terminal/wantsColor.ts';
import { findGlobFault } from './config/findGlobFault.ts';
import { GateError } from './domain/problem.ts';
import { quote } from './domain/quote.ts';
import { globMatcher } from './find/globMatcher.ts';
import { gate } from './gate.ts';
import { renderJson } from './report/renderJson.ts';
import { renderTerminal } from './report/renderTerminal.ts';
import { stopOnSignal } from './stopOnSignal.ts';
import { writeReports } from './writeReports.ts';

/** The package's folder: the bundle is `dist/cli/index.js`, and a `bin` link may point at it. */
const root = join(dirname(realpathSync(process.argv[1] ?? '')), '..', '..');

const program = new Command('pin-gate')
  .description('Judges a changed agent version against the pinned one, per team.')
  .version(readVersion())
  .showHelpAfterError('(--help tells what there is)');

program
  .command('check')
  .description(
    'Judge the commits of this git repository as the Action would judge a pull request. The key is read from ' +
      'ANTHROPIC_API_KEY; exit code 0 when the check would pass, 1 when it would not.',
  )
  .requiredOption('--base <ref>', 'the branch that the change would be merged into, such as origin/main')
  .option('--head <ref>', 'the commit to judge; edits that are not committed play no part', 'HEAD')
  .option('--pins <glob...>', 'which files are pins', ['**/pinned-version.yml'])
  .option('--json', 'print the report as JSON instead of a table')
  .option('--report-dir <folder>', 'where report.json and junit.xml are written', 'pin-gate-report')
  .option('--no-report-dir', 'write no files')
  .option('--no-color', 'no colours, as with NO_COLOR in the environment; FORCE_COLOR asks for them')
  .addOption(
    new Option('--anthropic-base-url <url>', 'another address of the Managed Agents API').env(
      'ANTHROPIC_BASE_URL',
    ),
  )
  .action(check);

program
  .command('demo')
  .description(
    'Watch the Action gate three pull requests against emulated services; needs no key and no network.',
  )
  .action(async () => {
    const isTrue = await runDemo(root, (text) => process.stdout.write(text));
    process.exitCode = isTrue ? 0 : 1;
  });

program
  .command('emulator')
  .description(
    'Start both emulated services, print their addresses as one line of JSON, and run until stopped.',
  )
  .option('--seed-file <file>', 'agents and environments that are there at the start (JSON or YAML)')
  .option('--script <file>', 'replies by version and text; without it a stand-in obeys the system prompt')
  .option('--faults <file>', 'what goes wrong, and when')
  .option('--seed <number>', 'ids, jitter and probabilities follow from it', readNumber)
  .option('--managed-agents-port <port>', 'over: one that the system chooses', readNumber)
  .option('--github-port <port>', 'over: one that the system chooses', readNumber)
  .action(runEmulators);

interface CheckOptions {
  readonly base: string;
  readonly head: string;
  readonly pins: readonly string[];
  readonly json?: boolean;
  readonly reportDir: string | false;
  readonly color: boolean;
  readonly anthropicBaseUrl?: string;
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
  const matchers = options.pins.map(readGlob);
  const isPinPath = (path: string) => matchers.some((matches) => matches(path));

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
      connect: async () => {
        const apiKey = process.env['ANTHROPIC_API_KEY']?.trim() ?? '';
        if (apiKey === '') {
          throw new GateError(
            'ANTHROPIC_API_KEY is not set, so nothing can be evaluated: set it to a key of the workspace that has the agents.',
          );
        }
        const baseUrl = options.anthropicBaseUrl;
        return createAgentService({ apiKey, ...(baseUrl === undefined ? {} : { baseUrl }) });
      },
      clock: systemClock,
      log,
      display: bar,
      random: Math.random,
    },
    { isPinPath, forks: 'refuse', run: { id: `local-${process.pid}-${Date.now()}`, repository: 'local' } },
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

/** Whether a line can be drawn over. */
function canRedraw(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY && process.env['TERM'] !== 'dumb';
}

function readGlob(glob: string): (path: string) => boolean {
  const fault = findGlobFault(glob);
  if (fault !== undefined) throw new GateError(`The pattern ${quote(glob)} of --pins ${fault}.`);
  return globMatcher(glob);
}

interface EmulatorCommandOptions {
  readonly seedFile?: string;
  readonly script?: string;
  readonly faults?: string;
  readonly seed?: number;
  readonly managedAgentsPort?: number;
  readonly githubPort?: number;
}

async function runEmulators({ script, faults, ...rest }: EmulatorCommandOptions): Promise<void> {
  const emulators = await startEmulators({
    ...rest,
    ...(script === undefined ? {} : { scriptFile: script }),
    ...(faults === undefined ? {} : { faultsFile: faults }),
  });
  const { managedAgents, github } = emulators;
  const addresses = {
    managedAgents: managedAgents.url,
    github: github.url,
    githubToken: github.issueToken(),
  };
  process.stdout.write(`${JSON.stringify(addresses)}\n`);
  await new Promise<void>((resolve) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => resolve());
  });
  await emulators.close();
}

function readNumber(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new InvalidArgumentError('Expected a whole number from 0.');
  return Number(text);
}

function readVersion(): string {
  const manifest = z.object({ version: z.string() });
  return manifest.parse(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))).version;
}

try {
  await program.parseAsync();
} catch (error) {
  // A stack trace helps nobody who mistyped a file name; a bug can be looked into with DEBUG set.
  const detail =
    process.env['DEBUG'] === undefined ? undefined : error instanceof Error ? error.stack : undefined;
  process.stderr.write(`pin-gate: ${detail ?? (error instanceof Error ? error.message : String(error))}\n`);
  process.exitCode = 1;
}
