import type { PullRequest } from '../entities.ts';
import type { DiffFile } from '../git/diffTrees.ts';
import type { World } from '../world.ts';

/**
 * All files of a pull request: from where the head left the base to the head. The base is the one noted with
 * the pull request, so that the files are still there after the merge.
 */
export async function pullRequestDiff(world: World, pull: PullRequest): Promise<readonly DiffFile[]> {
  const { git } = world;
  const fork = await git.mergeBase(pull.base.sha, pull.head.sha);
  return git.diff(fork ?? pull.base.sha, pull.head.sha);
}
