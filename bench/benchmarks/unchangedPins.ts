import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Measurement, measureAction } from '../measureAction.ts';
import { repeatMeasurement } from '../repeatMeasurement.ts';
import type { Row } from '../report/row.ts';
import { startServices } from '../services/startServices.ts';
import { findOtherNodes } from './findOtherNodes.ts';
import { triageRepository } from './triageRepository.ts';

const FILES = 100;

/** Benchmark 3: pull requests that change no pin, the most there can be of what a required check looks at. */
export async function unchangedPins(runs: number): Promise<readonly Row[]> {
  const sources = changedFiles(FILES);
  const withJson = { ...changedFiles(FILES - 1), 'web/settings.json': '{"theme": "dark"}\n' };
  const own = await measure(runs, sources);
  const json = await measure(runs, withJson);
  const rows: Row[] = [
    { ...row('no pin among 100 changed files: wall clock', 'ms', own.map(ms)), target: { below: 300 } },
    { ...row('requests to GitHub', '', own.map(gitHubRequests)), target: { atMost: 3 } },
    row('one of the files is JSON that no gate names: wall clock', 'ms', json.map(ms)),
    row('requests to GitHub then', '', json.map(gitHubRequests)),
    row('an empty script, for comparison', 'ms', await measureEmptyScript(runs, process.execPath)),
  ];
  for (const { path, version } of await findOtherNodes()) {
    rows.push(
      row(`wall clock on Node ${version}`, 'ms', (await measure(runs, sources, path)).map(ms)),
      row(`an empty script on Node ${version}`, 'ms', await measureEmptyScript(runs, path)),
    );
  }
  return rows;
}

function changedFiles(count: number): Record<string, string> {
  const files = Array.from({ length: count }, (_, index): [string, string] => [
    `web/src/part-${index + 1}.ts`,
    `export const part = ${index + 1};\n`,
  ]);
  return Object.fromEntries(files);
}

async function measure(
  runs: number,
  change: Record<string, string>,
  node?: string,
): Promise<readonly Measurement[]> {
  const services = await startServices({
    modelMs: 0,
    overheads: 'none',
    files: triageRepository(20),
    change,
  });
  try {
    const options = { verdict: 'skipped', sessions: 0, ...(node === undefined ? {} : { node }) };
    return await repeatMeasurement(runs, () => measureAction(services, options));
  } finally {
    await services.stop();
  }
}

/** What Node itself takes to start and to end, in milliseconds. */
async function measureEmptyScript(runs: number, node: string): Promise<readonly number[]> {
  const folder = await mkdtemp(join(tmpdir(), 'pin-gate-bench-'));
  const script = join(folder, 'empty.mjs');
  await writeFile(script, '');
  try {
    return await repeatMeasurement(runs, async () => {
      const started = performance.now();
      await once(spawn(node, [script], { stdio: ['ignore', 'pipe', 'pipe'] }), 'close');
      return performance.now() - started;
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function ms({ seconds }: Measurement): number {
  return seconds * 1000;
}

function gitHubRequests({ counts }: Measurement): number {
  return Object.values(counts.github).reduce((total, times) => total + times, 0);
}

function row(what: string, unit: Row['unit'], values: readonly number[]): Row {
  return { benchmark: 3, what, unit, values };
}
