import { posix } from 'node:path';
import { quoteName } from '../quoteName.ts';

/** A pin as a sentence calls it: by its folder, where the file's name says no more than that it is a pin. */
export function shortPinName(path: string): string {
  const folder = posix.dirname(path);
  return quoteName(posix.basename(path) === 'pinned-version.yml' && folder !== '.' ? folder : path);
}
