import type { Change } from '../../domain/change.ts';
import { HeadMovedError } from '../../domain/headMoved.ts';
import { GateError } from '../../domain/problem.ts';
import type { Octokit } from './createOctokit.ts';
import { readHead } from './readHead.ts';

/**
 * Makes sure that a change is still its pull request's newest, and that open, before something is done that nobody can
 * undo.
 *
 * @throws HeadMovedError or GateError when it is not, ServiceError when GitHub cannot say
 */
export async function assertCurrent(
  octokit: Octokit,
  place: { readonly owner: string; readonly repo: string },
  { number, head }: Pick<Change, 'number' | 'head'>,
): Promise<void> {
  const newest = await readHead(octokit, place, number);
  if (newest === undefined) return;
  if (newest.commit !== head) throw new HeadMovedError(head, newest.commit);
  if (!newest.isOpen) {
    throw new GateError(
      `Pull request #${number} is closed by now, so no version is made for it: reopen it, and run the check again.`,
    );
  }
}
