import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { json } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { LoopTask } from '../cookbookLoop.ts';
import { makeTickets } from '../makeTickets.ts';
import { type Row, summarize } from '../report/row.ts';
import { agent, type Counts, environment } from '../services/serviceSpec.ts';
import { type Services, startServices } from '../services/startServices.ts';
import { fixtures, trials } from './twentyFixtures.ts';

const loopFile = fileURLToPath(new URL('../cookbookLoop.ts', import.meta.url));

/**
 * The loop gets the service at its best: a turn of 2 s in all, over just before its second look. With the delays
 * that the Action is measured with, every turn would end just after that look, cost the loop a third one and a
 * second, and flatter the ratio by half.
 */
const MODEL_MS = 1990;

/**
 * Benchmark 2: how much longer a loop takes that runs one ticket after the other. `actionSeconds` are the runs of
 * the Action it is compared with (benchmark 1).
 */
export async function cookbookRatio(
  loops: number,
  actionSeconds: readonly number[],
): Promise<readonly Row[]> {
  const services = await startServices({
    modelMs: MODEL_MS,
    overheads: 'none',
    files: {},
    change: { a: '' },
  });
  const runs: { seconds: number; counts: Counts }[] = [];
  try {
    for (let loop = 0; loop < loops; loop += 1) runs.push(await measureLoop(services));
  } finally {
    await services.stop();
  }
  const action = summarize(actionSeconds).median;
  const row = (what: string, unit: Row['unit'], values: readonly number[]): Row => ({
    benchmark: 2,
    what,
    unit,
    values,
  });
  return [
    {
      ...row(
        'times faster than one ticket at a time',
        '×',
        runs.map(({ seconds }) => seconds / action),
      ),
      target: { atLeast: 28 },
    },
    row(
      'that loop: wall clock',
      's',
      runs.map(({ seconds }) => seconds),
    ),
    row(
      'that loop: requests per trial',
      '',
      runs.map(({ counts }) => sum(counts.agents) / trials),
    ),
  ];
}

async function measureLoop(services: Services): Promise<{ seconds: number; counts: Counts }> {
  await services.openPullRequest();
  const task: LoopTask = {
    baseUrl: services.addresses.agentsUrl,
    agent,
    environment,
    versions: [1, 2],
    tickets: makeTickets(fixtures),
  };
  const started = performance.now();
  const child = spawn(process.execPath, [loopFile], { stdio: ['pipe', 'pipe', 'inherit'] });
  const exit = once(child, 'close');
  child.stdin.end(JSON.stringify(task));
  const right = await json(child.stdout);
  await exit;
  const seconds = (performance.now() - started) / 1000;

  const counts = await services.count();
  const came = JSON.stringify([right, counts.sessions, counts.notArchived]);
  const expected = JSON.stringify([{ '1': fixtures, '2': fixtures }, trials, 0]);
  if (came !== expected) throw new Error(`The loop came to ${came} and not to ${expected}.`);
  return { seconds, counts };
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, times) => total + times, 0);
}
