import type { PullRequest, Repository } from '../entities.ts';
import { fullNameOf } from '../store.ts';
import type { World } from '../world.ts';
import { tipOf } from './lookUp.ts';
import { placeReviewComments } from './placeReviewComments.ts';

/** What a push does: the pull request's head follows, and its base is noted afresh. */
export async function moveOpenPullRequests(
  world: World,
  repository: Repository,
  branch: string,
  sha: string,
): Promise<void> {
  const isOfBranch = (pull: PullRequest) =>
    pull.state === 'open' && pull.head.repository === fullNameOf(repository) && pull.head.ref === branch;
  for (const pull of world.store.pullRequests.filter(isOfBranch)) {
    pull.head.sha = sha;
    pull.base.sha = await tipOf(world, world.store.base(), pull.base.ref);
    pull.updatedAt = world.clock.now();
    await world.git.moveRefs({ [`refs/pull/${pull.number}/head`]: sha });
    await placeReviewComments(world, pull);
  }
}
