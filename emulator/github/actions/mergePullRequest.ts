import type { PullRequest } from '../entities.ts';
import { Problem } from '../http/problem.ts';
import type { World } from '../world.ts';
import { authorOf, tipOf } from './lookUp.ts';

export interface MergeRequest {
  readonly method?: 'merge' | 'squash' | undefined;
  /** Refuse unless the head is still this commit. */
  readonly sha?: string | undefined;
  readonly title?: string | undefined;
  readonly message?: string | undefined;
  /** A login. */
  readonly user?: string | undefined;
}

/**
 * Merges into the base branch's tip and closes the pull request. Returns the new commit.
 *
 * @throws Problem 405 when it is closed or conflicts, 409 when the head is another commit than asked for.
 */
export function mergePullRequest(
  world: World,
  pull: PullRequest,
  request: MergeRequest = {},
): Promise<string> {
  return world.exclusively(async () => {
    const { git, store, clock } = world;
    if (pull.state === 'closed') throw new Problem(405, 'Pull Request is not mergeable');
    if (request.sha !== undefined && request.sha !== pull.head.sha) {
      throw new Problem(409, 'Head branch was modified. Review and try the merge again.');
    }
    const tip = await tipOf(world, store.base(), pull.base.ref);
    const tree = await git.mergedTree(tip, pull.head.sha);
    if (tree === undefined) throw new Problem(405, 'Pull Request is not mergeable');

    const squash = request.method === 'squash';
    const user = request.user ?? pull.user;
    const title = request.title ?? (squash ? `${pull.title} (#${pull.number})` : mergeTitle(pull));
    const now = clock.now();
    const sha = await git.writeMerge({
      tree,
      parents: squash ? [tip] : [tip, pull.head.sha],
      message: [title, request.message ?? pull.title].join('\n\n'),
      author: authorOf(user),
      date: now,
    });
    await git.moveRefs({ [store.base().heads + pull.base.ref]: sha });
    pull.state = 'closed';
    pull.closedAt = now;
    pull.updatedAt = now;
    pull.merged = { at: now, by: user, sha, onto: tip };
    return sha;
  });
}

export function mergeTitle(pull: PullRequest): string {
  const [owner] = pull.head.repository.split('/');
  return `Merge pull request #${pull.number} from ${owner}/${pull.head.ref}`;
}
