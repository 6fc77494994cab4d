/**
 * `npm run bench:verdict`: simulates the rule `confirmed`, as it stands in src/decide/, and says how far it is from
 * its targets. See docs/verdict.md. The exit code is 1 when a target is missed.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createRandom } from '../../emulator/managed-agents/random.ts';
import { type Policy, policySchema } from '../../src/domain/policy.ts';
import { describeMachine } from '../report/describeMachine.ts';
import { fillDocument } from '../report/fillDocument.ts';
import { formatPercent } from './formatShare.ts';
import { mixtures } from './mixtures.ts';
import { readVerdictOptions, type VerdictOptions, verdictUsage } from './readVerdictOptions.ts';
import { renderShortTable } from './renderShortTable.ts';
import { renderVerdictTable } from './renderVerdictTable.ts';
import { type CellResult, simulateCell } from './simulateCell.ts';
import { findTargets, isMet } from './targets.ts';

const root = join(import.meta.dirname, '..', '..');
const command = 'npm run bench:verdict';

async function main(options: VerdictOptions): Promise<void> {
  const machine = await describeMachine();
  const startedAt = new Date().toISOString();
  const { policy } = policySchema.parse({ fixtures: 'fixtures.jsonl' });
  const results = simulateCells(options, policy);
  // What the process was given of a core: other work on the machine does not make it longer.
  const seconds = Math.round(process.cpuUsage().user / 1e6);

  const provenance =
    `Simulated ${startedAt.slice(0, 10)} with the seed \`${options.seed}\` and the defaults of gate.yml, in ${seconds} s of ` +
    `one core (${machine.processor}, Node ${machine.node.slice(1)}).`;
  const report = `${renderTables(results)}\n${describeRedrawn(results)}${provenance}\n`;
  console.log(report);
  const missed = results.flatMap((result) =>
    findTargets(result)
      .filter((target) => !isMet(target, result))
      .map(({ of }) => `${result.mixture.name} ${result.size.name} ${result.scenario.name}: ${of}`),
  );
  if (missed.length > 0) console.log(`Targets missed:\n${missed.join('\n')}\n`);

  const file =
    options.json ?? join(root, 'bench', 'results', `verdict-${startedAt.replaceAll(':', '-')}.json`);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(
    file,
    `${JSON.stringify({ startedAt, seconds, machine, seed: options.seed, policy, results: results.map(toData) }, undefined, 2)}\n`,
  );
  console.log(`Written to ${file}`);

  if (options.writeDocs) {
    await fill('docs/verdict.md', report);
    const own = results.filter(({ mixture }) => mixture.name === 'design');
    await fill('README.md', renderShortTable(own));
  }
  process.exitCode = missed.length === 0 ? 0 : 1;
}

/** Every line has random numbers of its own, so that it comes out the same whatever else is simulated. */
function simulateCells(
  { cells, runs, seed }: VerdictOptions,
  { trials, rounds, alpha }: Policy['policy'],
): readonly CellResult[] {
  let [simulated, last] = [0, ''];
  return cells.map((cell) => {
    const { mixture, size, scenario } = cell;
    const group = `${mixture.name} mixture, ${scenario.name}`;
    if (group !== last) console.error(`${group} (${simulated} of ${cells.length}) …`);
    [simulated, last] = [simulated + 1, group];
    const random = createRandom(`${seed} ${mixture.name} ${size.name} ${scenario.name}`);
    return simulateCell(cell, runs ?? size.runs, { trials, rounds, alpha }, random);
  });
}

function renderTables(results: readonly CellResult[]): string {
  return mixtures
    .map((mixture) => ({ mixture, own: results.filter((result) => result.mixture === mixture) }))
    .filter(({ own }) => own.length > 0)
    .map(
      ({ mixture, own }) =>
        `### The ${mixture.name} mixture\n\n${mixture.what}.\n\n${renderVerdictTable(own)}`,
    )
    .join('\n');
}

/** A run whose first team cannot break as the scenario asks is drawn anew, which makes that team a little better. */
function describeRedrawn(results: readonly CellResult[]): string {
  const shareOf = ({ redrawn, runs }: CellResult) => redrawn / (runs + redrawn);
  const [most] = results.toSorted((a, b) => shareOf(b) - shareOf(a));
  if (most === undefined || most.redrawn === 0) return '';
  return (
    `Runs drawn anew, as the team had too few steady fixtures: at most ` +
    `${formatPercent(most.redrawn, most.runs + most.redrawn)} % ` +
    `(${most.mixture.name} mixture, ${most.size.what}, ${most.scenario.what(most.size)}).\n\n`
  );
}

function toData({ mixture, size, scenario, ...counts }: CellResult) {
  return { mixture: mixture.name, size: size.name, scenario: scenario.name, ...counts };
}

async function fill(document: string, text: string): Promise<void> {
  const path = join(root, document);
  await writeFile(path, fillDocument(await readFile(path, 'utf8'), text, command));
  console.log(`Written to ${path}`);
}

let options: VerdictOptions;
try {
  options = readVerdictOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${verdictUsage}`);
  process.exit(2);
}
await main(options);
