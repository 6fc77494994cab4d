import type { MergeGroup, PullRequest } from '../entities.ts';
import type { World } from '../world.ts';
import { renderCommit } from './commit.ts';
import { renderPullRequest } from './pullRequest.ts';
import { renderRepository } from './repository.ts';
import { renderUser } from './user.ts';

/** The payload of a `pull_request` or `pull_request_target` event, as the runner's event file holds it. */
export async function pullRequestEvent(world: World, pull: PullRequest, action: string): Promise<object> {
  return {
    action,
    number: pull.number,
    pull_request: await renderPullRequest(world, pull),
    ...surroundings(world, pull.user),
  };
}

/** The payload of a `merge_group` event. */
export async function mergeGroupEvent(world: World, group: MergeGroup): Promise<object> {
  const commit = await world.git.commit(group.headSha);
  const head = commit === undefined ? null : renderCommit(world, world.store.base(), commit).commit;
  return {
    action: 'checks_requested',
    merge_group: {
      head_sha: group.headSha,
      head_ref: group.headRef,
      base_sha: group.baseSha,
      base_ref: group.baseRef,
      head_commit:
        head === null ? null : { id: group.headSha, tree_id: head.tree.sha, message: head.message },
    },
    ...surroundings(world, 'github-merge-queue[bot]'),
  };
}

function surroundings(world: World, sender: string) {
  const base = world.store.base();
  const { login, id, node_id, url } = renderUser(world, base.owner);
  return {
    repository: renderRepository(world, base),
    organization: { login, id, node_id, url },
    sender: renderUser(world, sender),
  };
}
