import { posix } from 'node:path';
import { GateError } from '../domain/problem.ts';
import { quote } from '../domain/quote.ts';

/**
 * The repository path that a path inside `gate.yml` names: relative to the file, with forward slashes on every
 * system. Throws a `GateError` for a path that is absolute, leaves the repository or names no file.
 */
export function resolvePath(gatePath: string, relative: string): string {
  const refuse = (why: string) =>
    new GateError({ file: gatePath, message: `The path ${quote(relative)} ${why}.` });
  if (relative.includes('\\')) throw refuse('has a backslash: write forward slashes, on Windows too');
  if (relative.startsWith('/') || /^[a-z][a-z+.-]*:/i.test(relative)) {
    throw refuse('is absolute: write it relative to this file');
  }
  if (/\p{Cc}/u.test(relative) || relative.trim() !== relative) {
    throw refuse('has white space at its ends, or a control character: remove it');
  }
  const resolved = posix.join(posix.dirname(gatePath), relative);
  if (resolved === '..' || resolved.startsWith('../')) {
    throw refuse('leaves the repository: only files of this repository can be read');
  }
  if (resolved === '.' || resolved.endsWith('/')) throw refuse('is a folder: name a file');
  return resolved;
}
