import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { runAction } from '../emulator/runner/runAction.ts';
import type { Counts } from './services/serviceSpec.ts';
import type { Services } from './services/startServices.ts';

const actionFile = fileURLToPath(new URL('../action.yml', import.meta.url));
const recorder = new URL('recordUsage.mjs', import.meta.url);

const usageSchema = z.object({
  maxRSS: z.number(),
  userCPUTime: z.number(),
  systemCPUTime: z.number(),
});

export interface MeasureOptions {
  /** What the run has to come to; anything else is no measurement. */
  readonly verdict: string;
  /** Sessions that it has to make, all of which have to be archived afterwards. */
  readonly sessions: number;
  /** The Node that runs it; this process's own if left out. */
  readonly node?: string;
  /** Whether to record memory and processor time too, which costs the start a few milliseconds. */
  readonly recordUsage?: boolean;
}

/** One run of the Action. */
export interface Measurement {
  /** Wall clock of the whole process, in seconds. */
  readonly seconds: number;
  readonly counts: Counts;
  /** Undefined unless asked for. */
  readonly usage: { readonly peakMemoryMb: number; readonly processorSeconds: number } | undefined;
}

/**
 * Runs the bundle as GitHub's runner does, on a pull request of its own.
 *
 * @throws Error when the run came to something else than it should: a fast failure is no good time
 */
export async function measureAction(services: Services, options: MeasureOptions): Promise<Measurement> {
  const { agentsUrl, github, repository, token } = services.addresses;
  const payload = await services.openPullRequest();
  const folder = await mkdtemp(join(tmpdir(), 'pin-gate-bench-'));
  const usageFile = join(folder, 'usage.json');
  try {
    const run = await runAction({
      actionFile,
      inputs: { 'anthropic-api-key': 'bench-key', 'anthropic-base-url': agentsUrl },
      event: { name: 'pull_request', payload },
      repository,
      token,
      github,
      ...(options.node === undefined ? {} : { node: options.node }),
      env: options.recordUsage
        ? { NODE_OPTIONS: `--import=${recorder.href}`, BENCH_USAGE_FILE: usageFile }
        : {},
    });
    await run.cleanUp();
    const counts = await services.count();
    const came = [run.outputs['verdict'], counts.sessions, counts.notArchived];
    const expected = [options.verdict, options.sessions, 0];
    if (came.some((value, index) => value !== expected[index])) {
      throw new Error(
        `A run came to [verdict, sessions, not archived] = ${JSON.stringify(came)} and not to ` +
          `${JSON.stringify(expected)}. Its log:\n${run.log}`,
      );
    }
    const usage = options.recordUsage ? await readUsage(usageFile) : undefined;
    return { seconds: run.durationMs / 1000, counts, usage };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function readUsage(file: string): Promise<Measurement['usage']> {
  const { maxRSS, userCPUTime, systemCPUTime } = usageSchema.parse(JSON.parse(await readFile(file, 'utf8')));
  // Kilobytes of 1024 bytes; microseconds.
  return { peakMemoryMb: maxRSS / 1024, processorSeconds: (userCPUTime + systemCPUTime) / 1e6 };
}
