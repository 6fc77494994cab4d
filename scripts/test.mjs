/**
 * Runs jest with native ES modules on Node 24, which npm installs as an optional dependency where there is a
 * build for the platform (npm scripts find it first on the PATH). Elsewhere the installed Node serves from
 * 24 on; below that the tests are refused with a sentence, never skipped.
 *
 * `npm cit` passes no arguments on, so PIN_GATE_TEST_REPORT names the file that jest's results go to as JSON.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const oldest = 24;
const major = Number(process.versions.node.split('.')[0]);
if (major < oldest) {
  console.error(
    `The tests need Node ${oldest} or newer and this is ${process.version}: npm has no Node ${oldest} for ` +
      `${process.platform}-${process.arch}, or optional dependencies were left out. Install Node ${oldest}, or run npm ci without --omit=optional.`,
  );
  process.exit(1);
}

const report = process.env.PIN_GATE_TEST_REPORT;
const reporting = report === undefined ? [] : ['--json', `--outputFile=${report}`];
const jest = createRequire(import.meta.url).resolve('jest/bin/jest');
const run = spawnSync(
  process.execPath,
  ['--experimental-vm-modules', '--no-warnings', jest, ...reporting, ...process.argv.slice(2)],
  {
    stdio: 'inherit',
  },
);
process.exit(run.status ?? 1);
