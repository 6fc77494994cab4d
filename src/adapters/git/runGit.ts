import { execFile } from 'node:child_process';
import { GateError } from '../../domain/problem.ts';

/** How a git process ended. */
export interface GitResult {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** The largest output that is accepted, in bytes; GitHub's own limit for a file is 100 MB. */
const largestOutput = 512 * 1024 * 1024;

/**
 * Runs git in `root`, without a shell and with nothing of the repository's own configuration that could run a
 * program (no pager, no external diff, no textconv, no monitor of the file system: only plumbing is called).
 *
 * @returns the exit code and the output; a code other than 0 is for the caller to judge
 * @throws GateError when git is not installed, or gave more than half a gigabyte
 */
export function runGit(root: string, args: readonly string[]): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    execFile(
      'git',
      ['-c', 'core.fsmonitor=false', '--no-replace-objects', '--literal-pathspecs', '-C', root, ...args],
      {
        encoding: 'buffer',
        maxBuffer: largestOutput,
        windowsHide: true,
        // English sentences, and no lock that would disturb another git in the same place.
        env: { ...process.env, LC_ALL: 'C', GIT_OPTIONAL_LOCKS: '0' },
      },
      (error, stdout, stderr) => {
        if (error === null) {
          resolve({ code: 0, stdout, stderr: stderr.toString() });
        } else if (typeof error.code === 'number') {
          resolve({ code: error.code, stdout, stderr: stderr.toString().trim() });
        } else if (error.code === 'ENOENT') {
          reject(
            new GateError(
              'git was not found. Install it, or put it on the PATH: a local check reads the repository with it.',
            ),
          );
        } else {
          reject(new GateError(`git ${args[0] ?? ''} could not be run: ${error.message}.`));
        }
      },
    );
  });
}

/** Runs git and gives its output as text; any failure is a `GateError` with git's own words. */
export async function gitText(root: string, args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await runGit(root, args);
  if (code !== 0)
    throw new GateError(`git ${args[0] ?? ''} failed in ${root} (exit code ${code}): ${stderr}`);
  return stdout.toString();
}

/** The parts of `-z` output: each ends in NUL, so that no file name can be taken for two. */
export function splitNul(output: string): string[] {
  return output.split('\0').slice(0, -1);
}
