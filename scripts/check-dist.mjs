/**
 * Checks that the committed `dist/` is what the sources build, byte by byte: a reviewer reads the sources, a
 * runner runs the bundle.
 */
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';

const dist = join(dirname(fileURLToPath(import.meta.url)), '..', 'dist');
const temporary = mkdtempSync(join(tmpdir(), 'pin-gate-dist-'));
try {
  const built = join(temporary, 'dist');
  bundle(built);
  const differences = compare(listFiles(dist), listFiles(built));
  if (differences.length > 0) {
    console.error(
      `dist/ is not what the sources build:\n${differences.map((line) => `  ${line}\n`).join('')}Run npm run build and commit dist/.`,
    );
    process.exitCode = 1;
  } else {
    console.log('dist/ is what the sources build.');
  }
} finally {
  rmSync(temporary, { recursive: true, force: true });
}

/** @param {string} folder @returns {Map<string, Buffer>} */
function listFiles(folder) {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return new Map(
    entries.map((entry) => {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      return [relative(folder, path).split(sep).join('/'), readFileSync(path)];
    }),
  );
}

/** @param {Map<string, Buffer>} committed @param {Map<string, Buffer>} built @returns {string[]} */
function compare(committed, built) {
  const lines = [];
  for (const [path, bytes] of built) {
    const other = committed.get(path);
    if (other === undefined) lines.push(`${path} is missing`);
    else if (!other.equals(bytes))
      lines.push(`${path} differs (${other.length} bytes, built ${bytes.length})`);
  }
  for (const path of committed.keys()) if (!built.has(path)) lines.push(`${path} is left over`);
  return lines.sort();
}
