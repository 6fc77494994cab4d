import { createHash } from 'node:crypto';
import { posix } from 'node:path';

const PIN_NAME = 'pinned-version.yml';
const LONGEST = 100;

/**
 * The branch of a rollback: the same for the same pin and version, so that asking twice comes to one pull request, and
 * another one for every other pin. A path that the name cannot show as it is has a digest beside it.
 *
 * @param otherBase the branch to merge into, unless that is the default one: a pull request into one branch says nothing
 *   about another
 */
export function rollbackBranch(path: string, to: number, otherBase?: string): string {
  const into = otherBase === undefined ? '' : `-on-${digest(otherBase)}`;
  const folder = posix.dirname(path);
  const isPlain = posix.basename(path) === PIN_NAME && /^[\w/-]+$/.test(folder) && folder.length <= LONGEST;
  // A dot for each slash: with a dash, `a/b` and `a-b` would share a branch.
  if (isPlain) return `pin-gate/rollback-${folder.replaceAll('/', '.')}${into}-to-${to}`;
  const words = path
    .replace(/[^\w]+/g, '-')
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, '');
  const name = [words, digest(path)].filter((part) => part !== '').join('-');
  return `pin-gate/rollback-${name}${into}-to-${to}`;
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
