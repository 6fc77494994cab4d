/**
 * `npm run bench:report`: how quick report.html is with 20,000 fixtures, in headless Chromium. See docs/benchmarks.md.
 * The exit code is 1 when a target is missed.
 */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../../__tests__/browser/launchBrowser.ts';
import { makeReportContext } from '../../__tests__/helpers/factories/makeReportContext.ts';
import { renderHtml } from '../../src/report/html/renderHtml.ts';
import { repeatMeasurement } from '../repeatMeasurement.ts';
import { alignTable } from '../report/alignTable.ts';
import { describeMachine } from '../report/describeMachine.ts';
import { fillDocument } from '../report/fillDocument.ts';
import { summarize } from '../report/row.ts';
import { makeLargeResult } from './makeLargeResult.ts';
import { measurePage, type Times } from './measurePage.ts';

const FIXTURES = 20_000;
/** Milliseconds: the first picture of the page, and everything that a reader does in it. */
const TARGETS = { content: 1_000, filter: 100 };

const { values } = parseArgs({
  options: { repeat: { type: 'string', default: '7' }, 'write-docs': { type: 'boolean', default: false } },
});

const machine = await describeMachine();
const result = makeLargeResult(FIXTURES);
const start = performance.now();
const text = renderHtml(result, makeReportContext());
const rendered = performance.now() - start;

const folder = await mkdtemp(join(tmpdir(), 'pin-gate-bench-'));
const file = join(folder, 'report.html');
await writeFile(file, text);
const browser = await launchBrowser();
let runs: readonly Times[];
try {
  runs = await repeatMeasurement(Number(values.repeat), () => measurePage(browser, pathToFileURL(file).href));
} finally {
  await browser.close();
  await rm(folder, { recursive: true, force: true });
}

const rows = Object.keys(runs[0] ?? {}).map((name, index) => {
  const { median, min, max } = summarize(runs.map((times) => times[name] ?? Number.NaN));
  return { name, median, min, max, target: index < 2 ? TARGETS.content : TARGETS.filter };
});
const table = alignTable([
  ['what', 'median', 'min–max', 'runs', 'target', 'met'],
  ...rows.map(({ name, median, min, max, target }) => [
    name,
    `${median.toFixed(0)} ms`,
    `${min.toFixed(0)}–${max.toFixed(0)} ms`,
    String(runs.length),
    `< ${target} ms`,
    median < target ? 'yes' : '**no**',
  ]),
]);
const report = `${table}
The file has ${(Buffer.byteLength(text) / 1e6).toFixed(1)} MB for ${FIXTURES.toLocaleString('en-US')} fixtures with ${(2 * FIXTURES).toLocaleString('en-US')} replies, and was written in ${(rendered / 1000).toFixed(1)} s.
Measured ${new Date().toISOString().slice(0, 10)} with Chromium ${browser.version().split('.', 1)[0] ?? ''}, headless, ${machine.platform}, ${machine.cores} × ${machine.processor}, load ${machine.load} before the start.
`;
console.log(report);
if (values['write-docs']) {
  const path = join(import.meta.dirname, '..', '..', 'docs', 'benchmarks.md');
  await writeFile(path, fillDocument(await readFile(path, 'utf8'), report, 'npm run bench:report'));
  console.log(`Written to ${path}`);
}
process.exitCode = rows.every(({ median, target }) => median < target) ? 0 : 1;
