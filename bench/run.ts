/**
 * `npm run bench`: measures the bundle in dist/ and says how far it is from its targets. See docs/benchmarks.md.
 * The exit code is 1 when a target is missed.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { cookbookRatio } from './benchmarks/cookbookRatio.ts';
import { thousandFixtures } from './benchmarks/thousandFixtures.ts';
import { twentyFixtures } from './benchmarks/twentyFixtures.ts';
import { unchangedPins } from './benchmarks/unchangedPins.ts';
import { type Options, readOptions, usage } from './readOptions.ts';
import { describeMachine, type Machine } from './report/describeMachine.ts';
import { fillDocument } from './report/fillDocument.ts';
import { renderTable } from './report/renderTable.ts';
import { isMet, type Row, summarize } from './report/row.ts';

const root = join(import.meta.dirname, '..');

async function main(options: Options): Promise<void> {
  const machine = await describeMachine();
  if (machine.load > machine.cores / 2)
    console.error(
      `This machine is busy (load ${machine.load} on ${machine.cores} cores): times will be too long.`,
    );
  const startedAt = new Date().toISOString();
  const rows = await runBenchmarks(options);
  const report = `${renderTable(rows)}\n${describe(machine, startedAt)}\n`;
  console.log(report);

  const file = options.json ?? join(root, 'bench', 'results', `${startedAt.replaceAll(':', '-')}.json`);
  const results = rows.map((row) => ({ ...row, ...summarize(row.values), met: isMet(row) }));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, `${JSON.stringify({ startedAt, machine, results }, undefined, 2)}\n`);
  console.log(`Written to ${file}`);

  if (options.writeDocs) {
    const path = join(root, 'docs', 'benchmarks.md');
    await writeFile(path, fillDocument(await readFile(path, 'utf8'), report, 'npm run bench'));
    console.log(`Written to ${path}`);
  }
  process.exitCode = rows.every((row) => isMet(row) !== false) ? 0 : 1;
}

/** Runs what is asked for, in order. How often each runs by itself is what its spread needs to be seen. */
async function runBenchmarks({ only, repeat }: Options): Promise<readonly Row[]> {
  const rows: Row[] = [];
  const wants = (benchmark: number) => only.includes(benchmark);
  if (wants(1) || wants(2)) {
    console.error('1: twenty fixtures …');
    const { rows: own, seconds } = await twentyFixtures(repeat ?? 5);
    if (wants(1)) rows.push(...own);
    if (wants(2)) {
      console.error('2: the same, one ticket at a time (more than a minute) …');
      rows.push(...(await cookbookRatio(repeat ?? 1, seconds)));
    }
  }
  if (wants(3)) {
    console.error('3: pull requests that change no pin …');
    rows.push(...(await unchangedPins(repeat ?? 15)));
  }
  if (wants(4)) {
    console.error('4: a thousand fixtures (more than a minute) …');
    rows.push(...(await thousandFixtures(repeat ?? 3)));
  }
  return rows;
}

function describe(machine: Machine, startedAt: string): string {
  const { node, platform, processor, cores, memoryGb, load } = machine;
  return (
    `Measured ${startedAt.slice(0, 10)} on Node ${node.slice(1)}, ` +
    `${platform}, ${cores} × ${processor}, ${memoryGb} GB, load ${load} before the start.`
  );
}

let options: Options;
try {
  options = readOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
  process.exit(2);
}
await main(options);
