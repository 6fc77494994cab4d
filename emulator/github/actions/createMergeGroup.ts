import type { MergeGroup } from '../entities.ts';
import { Problem } from '../http/problem.ts';
import type { World } from '../world.ts';
import { authorOf, pullRequestNumbered, tipOf } from './lookUp.ts';
import { mergeTitle } from './mergePullRequest.ts';

/**
 * Does what a merge queue does when pull requests come to its front: merges them, in order, on top of the
 * base branch (or of the group before them in the queue, whose head is then the base) on a temporary branch
 * `gh-readonly-queue/<base>/pr-<number>-<base sha>`.
 *
 * @throws Problem 405 when one of them is closed or conflicts.
 */
export function createMergeGroup(
  world: World,
  numbers: readonly number[],
  after?: MergeGroup,
): Promise<MergeGroup> {
  return world.exclusively(async () => {
    const { git, store, clock } = world;
    const pulls = numbers.map((number) => pullRequestNumbered(world, number));
    const last = pulls.at(-1);
    if (last === undefined) throw new Error('a merge group has at least one pull request');
    const branch = last.base.ref;
    const baseSha = after?.headSha ?? (await tipOf(world, store.base(), branch));
    let headSha = baseSha;
    for (const pull of pulls) {
      const tree = pull.state === 'open' ? await git.mergedTree(headSha, pull.head.sha) : undefined;
      if (tree === undefined) throw new Problem(405, 'Pull Request is not mergeable');
      headSha = await git.writeMerge({
        tree,
        parents: [headSha, pull.head.sha],
        message: `${mergeTitle(pull)}\n\n${pull.title}`,
        author: authorOf(pull.user),
        date: clock.now(),
      });
    }
    const headRef = `refs/heads/gh-readonly-queue/${branch}/pr-${last.number}-${baseSha}`;
    await git.moveRefs({ [headRef]: headSha });
    const group = { headRef, headSha, baseRef: `refs/heads/${branch}`, baseSha, pullRequests: [...numbers] };
    store.mergeGroups.push(group);
    return group;
  });
}
