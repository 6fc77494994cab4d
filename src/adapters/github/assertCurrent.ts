import type { Change } from '../../domain/change.ts';
import { HeadMovedError } from '../../domain/headMoved.ts';
import type { Octokit } from './createOctokit.ts';
import { readHead } from './readHead.ts';

/**
 * Makes sure that a change is still its pull request's newest, before something is done that nobody can undo.
 *
 * @throws HeadMovedError when it is not, ServiceError when GitHub cannot say
 */
export async function assertCurrent(
  octokit: Octokit,
  place: { readonly owner: string; readonly repo: string },
  { number, head }: Pick<Change, 'number' | 'head'>,
): Promise<void> {
  const newest = await readHead(octokit, place, number);
  if (newest !== undefined && newest !== head) throw new HeadMovedError(head, newest);
}
