import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from '@jest/globals';

/**
 * Compares a text with the file of this name in `__tests__/golden/`; a difference is shown line by line.
 * With `UPDATE_GOLDEN=1` in the environment the file is written instead: look at its diff before you commit it.
 */
export function expectGolden(name: string, text: string): void {
  expectFile(fileURLToPath(new URL(`../golden/${name}`, import.meta.url)), text);
}

/** The same for any committed file that is made from sources. */
export function expectFile(path: string, text: string): void {
  if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
  const committed = existsSync(path)
    ? readFileSync(path, 'utf8')
    : `(${path} is missing: UPDATE_GOLDEN=1 writes it)`;
  expect(text.split('\n')).toEqual(committed.split('\n'));
}
