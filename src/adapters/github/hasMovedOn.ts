import type { Change } from '../../domain/change.ts';
import type { Octokit } from './createOctokit.ts';
import { readHead } from './readHead.ts';

/**
 * Whether a pull request has got a newer head since the change was resolved: an evaluation takes a while, and
 * the comment then belongs to the newer head's run. False for what is no pull request.
 *
 * @throws ServiceError when GitHub refuses or fails
 */
export async function hasMovedOn(
  octokit: Octokit,
  place: { readonly owner: string; readonly repo: string },
  { number, head }: Pick<Change, 'number' | 'head'>,
): Promise<boolean> {
  const newest = await readHead(octokit, place, number);
  return newest !== undefined && newest.commit !== head;
}
