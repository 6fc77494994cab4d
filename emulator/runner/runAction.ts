import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inheritEnvironment } from './inheritEnvironment.ts';
import { readActionDefaults } from './readActionDefaults.ts';
import { readCommandFile } from './readCommandFile.ts';

/** What the workflow and its trigger say about one run of the Action. */
export interface ActionRunOptions {
  /** The path of `action.yml`; the entry that it names is what runs. */
  readonly actionFile: string;
  /** The workflow's `with:`; the defaults of `action.yml` stand for what is left out. */
  readonly inputs: Readonly<Record<string, string>>;
  readonly event: { readonly name: string; readonly payload: unknown };
  /** `owner/name`. */
  readonly repository: string;
  readonly token: string;
  /** Addresses of the services, as a runner would have them in its environment. */
  readonly github: { readonly apiUrl: string; readonly serverUrl: string };
  readonly runId?: number;
  readonly runAttempt?: number;
  /** The Node that runs it; this process's own if left out. */
  readonly node?: string;
  /** More of the environment; overrides what is set here. */
  readonly env?: Readonly<Record<string, string>>;
  /** Called with each piece of the log as it appears. */
  readonly onLog?: (text: string) => void;
  /** Called once the process runs, to send it signals as a runner does when a run is cancelled. */
  readonly onStart?: (kill: (signal: NodeJS.Signals) => void) => void;
}

/** What the runner sees of a finished step. */
export interface ActionRun {
  /** Null when a signal ended it. */
  readonly exitCode: number | null;
  /** Standard output and standard error together, workflow commands included. */
  readonly log: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** The files of the step's working folder that a later step could upload, by path. */
  readonly readFile: (path: string) => Promise<string>;
  /** Whole-process wall clock, in milliseconds. */
  readonly durationMs: number;
  /** Removes the step's folder. */
  readonly cleanUp: () => Promise<void>;
}

/**
 * Runs the Action as GitHub's runner does: a process of its own, inputs and context in the environment,
 * an event file, empty files for outputs and summary, a workspace without a checkout.
 */
export async function runAction(options: ActionRunOptions): Promise<ActionRun> {
  const { main, inputs: defaults } = await readActionDefaults(options.actionFile);
  const folder = await mkdtemp(join(tmpdir(), 'pin-gate-run-'));
  const place = (name: string) => join(folder, name);
  await mkdir(place('workspace'));
  await mkdir(place('temp'));
  await writeFile(place('event.json'), JSON.stringify(options.event.payload));
  await writeFile(place('output'), '');
  await writeFile(place('summary'), '');

  const env = inheritEnvironment();
  for (const [name, value] of Object.entries({ ...defaults, ...options.inputs })) {
    env[`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`] = value.replace(
      /\$\{\{\s*github\.token\s*\}\}/,
      options.token,
    );
  }
  Object.assign(env, {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: options.github.apiUrl,
    GITHUB_GRAPHQL_URL: `${options.github.apiUrl}/graphql`,
    GITHUB_SERVER_URL: options.github.serverUrl,
    GITHUB_EVENT_NAME: options.event.name,
    GITHUB_EVENT_PATH: place('event.json'),
    GITHUB_OUTPUT: place('output'),
    GITHUB_STEP_SUMMARY: place('summary'),
    GITHUB_REPOSITORY: options.repository,
    GITHUB_RUN_ID: String(options.runId ?? 1),
    GITHUB_RUN_ATTEMPT: String(options.runAttempt ?? 1),
    GITHUB_WORKFLOW: 'Pin Gate',
    GITHUB_WORKSPACE: place('workspace'),
    RUNNER_TEMP: place('temp'),
    ...options.env,
  });

  const started = performance.now();
  const child = spawn(options.node ?? process.execPath, [join(dirname(options.actionFile), main)], {
    cwd: place('workspace'),
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let log = '';
  const collect = (chunk: string) => {
    log += chunk;
    options.onLog?.(chunk);
  };
  child.stdout.setEncoding('utf8').on('data', collect);
  child.stderr.setEncoding('utf8').on('data', collect);
  options.onStart?.((signal) => child.kill(signal));
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
  const durationMs = performance.now() - started;

  return {
    exitCode,
    log,
    outputs: readCommandFile(await readFile(place('output'), 'utf8')),
    summary: await readFile(place('summary'), 'utf8'),
    readFile: (path) => readFile(join(place('workspace'), path), 'utf8'),
    durationMs,
    cleanUp: () => rm(folder, { recursive: true, force: true }),
  };
}
