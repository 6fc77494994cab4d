import { posix } from 'node:path';
import { shorten } from '../../domain/shorten.ts';
import { showHidden } from '../escape.ts';

/** The pull request in one line, as its commit has it too: the pin by its folder where that says enough. */
export function rollbackTitle(path: string, to: number): string {
  const folder = posix.dirname(path);
  const name = posix.basename(path) === 'pinned-version.yml' && folder !== '.' ? folder : path;
  return `Roll back ${showHidden(shorten(name, 100))} to version ${to}`;
}
