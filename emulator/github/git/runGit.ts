import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';

/** Where git runs: the bare repository and an environment that knows nothing of the machine's settings. */
export interface GitPlace {
  readonly gitDir: string;
  readonly env: Readonly<Record<string, string>>;
}

/** git could not be started, or said no. `status` is its exit code, `stderr` its own words. */
export class GitFailure extends Error {
  override readonly name = 'GitFailure';
  readonly status: number | null;
  readonly stderr: string;

  constructor(args: readonly string[], status: number | null, stderr: string) {
    super(`git ${args.join(' ')} ended with exit code ${status}: ${stderr.trim()}`);
    this.status = status;
    this.stderr = stderr;
  }
}

/**
 * The environment in which every git command of the emulator runs: no system, global or per-user settings,
 * no `GIT_*` variable of the caller (a hook sets `GIT_DIR`), no prompts, English messages, one time zone.
 */
export function isolatedEnvironment(home: string, globalConfig: string): Record<string, string> {
  const inherited = Object.entries(process.env).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !/^GIT_(?!EXEC_PATH$)/i.test(entry[0]),
  );
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    XDG_CONFIG_HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: globalConfig,
    GIT_TERMINAL_PROMPT: '0',
    GIT_AUTHOR_NAME: 'emulator',
    GIT_AUTHOR_EMAIL: 'emulator@localhost',
    GIT_COMMITTER_NAME: 'emulator',
    GIT_COMMITTER_EMAIL: 'emulator@localhost',
    LC_ALL: 'C',
    TZ: 'UTC',
  };
}

/** Starts git in the repository. The arguments never pass through a shell. */
export function startGit(place: GitPlace, args: readonly string[]): ChildProcessWithoutNullStreams {
  return spawn('git', [`--git-dir=${place.gitDir}`, '-c', 'core.autocrlf=false', ...args], {
    env: place.env,
    windowsHide: true,
  });
}

/**
 * Runs git to its end and returns the bytes it wrote to standard output.
 *
 * @throws GitFailure when the exit code is not 0; Error with a sentence when there is no git to run.
 */
export async function runGit(
  place: GitPlace,
  args: readonly string[],
  more: { readonly input?: string | Uint8Array; readonly env?: Readonly<Record<string, string>> } = {},
): Promise<Buffer> {
  const child = startGit({ ...place, env: { ...place.env, ...more.env } }, args);
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
  // A command that fails early closes its input; its exit code tells the story, not the broken pipe.
  child.stdin.on('error', () => {});
  child.stdin.end(more.input ?? '');
  let status: unknown;
  try {
    [status] = await once(child, 'close');
  } catch (error) {
    throw new Error('The GitHub emulator needs git on the PATH, and it could not be started.', {
      cause: error,
    });
  }
  if (status !== 0) {
    throw new GitFailure(args, typeof status === 'number' ? status : null, Buffer.concat(stderr).toString());
  }
  return Buffer.concat(stdout);
}
