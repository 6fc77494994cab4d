import { existsSync, readFileSync, writeFileSync } from 'node:fs';

/**
 * Writes a generated file, or with `--check` on the command line only says whether it is up to date (exit code 1
 * if not).
 *
 * @param {string} path where the file is
 * @param {string} text what it should be, with `\n` as line ending
 * @param {string} command what to run to bring it up to date
 */
export function writeOrCheck(path, text, command) {
  const current = existsSync(path) ? readFileSync(path, 'utf8').replaceAll('\r\n', '\n') : undefined;
  if (current === text) {
    console.log(`${path} is up to date.`);
  } else if (process.argv.includes('--check')) {
    console.error(`${path} is not what it is generated from. Run ${command} and commit the result.`);
    process.exitCode = 1;
  } else {
    writeFileSync(path, text);
    console.log(`${path} was written.`);
  }
}
