import { readFileSync, realpathSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { runDemo } from '../emulator/demo/runDemo.ts';
import { startEmulators } from '../emulator/startEmulators.ts';
import { systemClock } from './adapters/clock.ts';
import { createFileSink } from './adapters/files/createFileSink.ts';
import { createGitRepository } from './adapters/git/createGitRepository.ts';
import { listUncommitted } from './adapters/git/listUncommitted.ts';
import { resolveLocalChange } from './adapters/git/resolveLocalChange.ts';
import { resolveLocalCommit } from './adapters/git/resolveLocalCommit.ts';
import { createTerminalLog } from './adapters/log/createTerminalLog.ts';
import { createAgentService } from './adapters/managed-agents/createAgentService.ts';
import { calibrate } from './commands/calibrate.ts';
import { createProgressBar } from './adapters/terminal/createProgressBar.ts';
import { wantsColor } from './adapters/terminal/wantsColor.ts';
import { findGlobFault } from './config/findGlobFault.ts';
import { DEFAULT_RUNS, parseRuns, parseUsd, RUNS_EXPECTED, USD_EXPECTED } from './config/parseCalibration.ts';
import type { AgentService } from './domain/agentService.ts';
import { isComplete } from './domain/calibration.ts';
import type { RunIdentity } from './domain/evaluation.ts';
import { GateError } from './domain/problem.ts';
import { quote } from './domain/quote.ts';
import { globMatcher } from './find/globMatcher.ts';
import { gate } from './gate.ts';
import { renderCalibrationJson } from './report/calibration/renderCalibrationJson.ts';
import { renderCalibrationTerminal } from './report/calibration/renderCalibrationTerminal.ts';
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
  .command('calibrate')
  .description(
    'Run the pinned versions at HEAD against themselves, under their own policies and fixtures, and report how often ' +
      'the gate blocks falsely, which fixtures are flaky and which losses it would see. The key is read from ' +
      'ANTHROPIC_API_KEY; exit code 0 when every run was evaluated.',
  )
  .option('--pin <path>', 'calibrate this pin only; over: all that match --pins')
  .option('--pins <glob...>', 'which files are pins', ['**/pinned-version.yml'])
  .option('--runs <number>', 'runs of each pin', readRuns, DEFAULT_RUNS)
  .option(
    '--max-cost-usd <usd>',
    'what all runs of one pin may cost together; over: limits.max-cost-usd of its policy',
    readUsd,
  )
  .option('--json', 'print the report as JSON instead of tables')
  .addOption(
    new Option('--anthropic-base-url <url>', 'another address of the Managed Agents API').env(
      'ANTHROPIC_BASE_URL',
    ),
  )
  .action(runCalibration);

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
  const isPinPath = matchPins(options.pins);

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
      connect: () => connect(options.anthropicBaseUrl),
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

interface CalibrateOptions {
  readonly pin?: string;
  readonly pins: readonly string[];
  readonly runs: number;
  readonly maxCostUsd?: number;
  readonly json?: boolean;
  readonly anthropicBaseUrl?: string;
}

async function runCalibration(options: CalibrateOptions): Promise<void> {
  const log = createTerminalLog(process.stderr);
  const stop = stopOnSignal(log);
  const folder = process.cwd();
  const isPinPath = matchPins(options.pins);
  const repository = createGitRepository(folder);
  const result = await calibrate(
    {
      resolveCommit: async () => {
        const commit = await resolveLocalCommit(folder, 'HEAD');
        const isPin = (path: string) => isPinPath(path) || path === options.pin;
        const folders = (await repository.list(commit)).filter(isPin).map((path) => posix.dirname(path));
        const isBesidePin = (path: string) =>
          folders.some((pinFolder) => pinFolder === '.' || path.startsWith(`${pinFolder}/`));
        for (const path of (await listUncommitted(folder)).filter(isBesidePin))
          log.warning(`${path} has edits that are not committed and play no part.`);
        return commit;
      },
      repository,
      connect: () => connect(options.anthropicBaseUrl),
      clock: systemClock,
      log,
      random: Math.random,
    },
    {
      isPinPath,
      pin: options.pin,
      runs: options.runs,
      maxCostUsd: options.maxCostUsd,
      run: identifyRun(),
    },
    stop,
  );

  process.stdout.write(
    options.json
      ? renderCalibrationJson(result)
      : renderCalibrationTerminal(result, { color: wantsColor(process.stdout, process.env) }),
  );
  process.exitCode = isComplete(result) && !stop.aborted ? 0 : 1;
}

async function connect(baseUrl: string | undefined): Promise<AgentService> {
  const apiKey = process.env['ANTHROPIC_API_KEY']?.trim() ?? '';
  if (apiKey === '') {
    throw new GateError(
      'ANTHROPIC_API_KEY is not set, so nothing can be evaluated: set it to a key of the workspace that has the agents.',
    );
  }
  return createAgentService({ apiKey, ...(baseUrl === undefined ? {} : { baseUrl }) });
}

function identifyRun(): RunIdentity {
  return { id: `local-${process.pid}-${Date.now()}`, repository: 'local' };
}

/** Whether a line that was printed can be drawn over. */
function canRedraw(stream: NodeJS.WriteStream): boolean {
  return stream.isTTY && process.env['TERM'] !== 'dumb';
}

function matchPins(globs: readonly string[]): (path: string) => boolean {
  const matchers = globs.map(readGlob);
  return (path) => matchers.some((matches) => matches(path));
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

function readRuns(text: string): number {
  const runs = parseRuns(text);
  if (runs === undefined) throw new InvalidArgumentError(`Expected ${RUNS_EXPECTED}.`);
  return runs;
}

function readUsd(text: string): number {
  const usd = parseUsd(text);
  if (usd === undefined) throw new InvalidArgumentError(`Expected ${USD_EXPECTED}.`);
  return usd;
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
