import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { inheritEnvironment } from '../runner/inheritEnvironment.ts';
import type { Stage } from './stage.ts';

export interface CliRun {
  readonly exitCode: number | null;
  /** Standard output and standard error together. */
  readonly text: string;
}

/** Runs the command line in the clone, as the person who sits there would. */
export async function runCli(
  { root, clone, env, settings, say }: Stage,
  args: readonly string[],
): Promise<CliRun> {
  const words = args.map((arg) => (/[\s<>"]/.test(arg) ? `"${arg}"` : arg));
  say(`  $ pin-gate ${words.join(' ')}`);
  const child = spawn(process.execPath, [join(root, 'dist', 'cli', 'index.js'), ...args], {
    cwd: clone,
    env: { ...inheritEnvironment(), ...pickGit(env), ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code));
  });
  return { exitCode, text };
}

/** What keeps this machine's git settings out. */
function pickGit(env: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => name.startsWith('GIT_') || name === 'HOME'),
  );
}
