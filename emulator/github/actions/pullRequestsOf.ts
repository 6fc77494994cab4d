import type { PullRequest, Repository } from '../entities.ts';
import { fullNameOf } from '../store.ts';
import type { World } from '../world.ts';

/**
 * The pull requests that GitHub shows with a commit: the merged ones that brought it in, by their own commits
 * or by the commit that merged them. A commit that is not in the default branch also shows the open ones that
 * have it.
 */
export async function pullRequestsOf(
  world: World,
  repository: Repository,
  oid: string,
): Promise<readonly PullRequest[]> {
  const { git, store } = world;
  const tip = await git.commit(repository.heads + repository.defaultBranch);
  const arrived = tip !== undefined && (await git.mergeBase(oid, tip.oid)) === oid;
  const selected: PullRequest[] = [];
  for (const pull of store.pullRequests) {
    const here = repository === store.base() || pull.head.repository === fullNameOf(repository);
    if (
      here &&
      (pull.merged !== undefined || (pull.state === 'open' && !arrived)) &&
      (await has(world, pull, oid))
    )
      selected.push(pull);
  }
  return selected;
}

async function has(world: World, pull: PullRequest, oid: string): Promise<boolean> {
  if (pull.merged?.sha === oid) return true;
  const commits = await world.git.commitsBetween(pull.merged?.onto ?? pull.base.sha, pull.head.sha);
  return commits.includes(oid);
}
