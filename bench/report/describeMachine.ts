import { execFile } from 'node:child_process';
import { arch, cpus, loadavg, platform, totalmem } from 'node:os';
import { promisify } from 'node:util';

/** What the numbers were measured on, without anything that names the machine or its owner. */
export interface Machine {
  readonly node: string;
  readonly platform: string;
  readonly processor: string;
  readonly cores: number;
  readonly memoryGb: number;
  /** How many processes wanted a core, on average over the minute before the first benchmark. */
  readonly load: number;
  /** The commit that was measured, with a `+` if the tree differed from it; undefined outside a repository. */
  readonly commit: string | undefined;
}

export async function describeMachine(): Promise<Machine> {
  const processors = cpus();
  return {
    node: process.version,
    platform: `${platform()} ${arch()}`,
    processor: processors[0]?.model.trim() ?? 'unknown',
    cores: processors.length,
    memoryGb: Math.round(totalmem() / 1024 ** 3),
    load: Number((loadavg()[0] ?? 0).toFixed(2)),
    commit: await readCommit(),
  };
}

async function readCommit(): Promise<string | undefined> {
  const git = async (...args: readonly string[]) =>
    (await promisify(execFile)('git', [...args], { cwd: import.meta.dirname })).stdout.trim();
  try {
    const isDirty = (await git('status', '--porcelain', '--', '../src', '../dist')) !== '';
    return `${await git('rev-parse', '--short=10', 'HEAD')}${isDirty ? '+' : ''}`;
  } catch {
    return undefined;
  }
}
