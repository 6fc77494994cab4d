import { posix } from 'node:path';
import { GateError } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';

/** The folder for the pin, relative to the repository's root. Throws a `GateError` when it is none. */
export function parseFolder(text: string): string {
  const fault = findFault(text);
  if (fault !== undefined) throw new GateError(`The folder ${quote(text)} ${fault}.`);
  return posix.normalize(text).replace(/(?<=.)\/+$/, '');
}

function findFault(text: string): string | undefined {
  if (text.trim() === '') return 'has no name: write one, such as prompts/ticket-router';
  if (/[\p{C}\u2028\u2029]/u.test(text) || text.trim() !== text) {
    return 'has white space at its ends, or a control character: remove it';
  }
  if (text.includes('\\')) return 'has a backslash: write forward slashes, on Windows too';
  if (text.startsWith('/') || /^[a-z]:/i.test(text)) {
    return "is absolute: write it relative to the repository's root, and call the command there";
  }
  const [first] = posix.normalize(text).split('/');
  if (first === '..') return 'leaves the repository: name one inside it';
  if (first === '.git') return "is git's own: name another one";
  return undefined;
}
