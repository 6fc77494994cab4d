import type { Repository } from '../entities.ts';
import type { Commit } from '../git/parseObjects.ts';
import type { World } from '../world.ts';

/**
 * What a `ref` of a request means: a commit's full oid, a branch, a tag, or either with `refs/` or without
 * (`heads/main`). Any commit of the network can be had by its oid, a fork's too, as on GitHub.
 */
export async function resolveCommit(
  world: World,
  repository: Repository,
  ref: string,
): Promise<Commit | undefined> {
  if (/^[0-9a-f]{40}$/.test(ref)) return world.git.commit(ref);
  const short = ref.replace(/^refs\//, '');
  const own = repository.heads.replace(/heads\/$/, '');
  return (
    (await world.git.commit(repository.heads + ref)) ??
    (await world.git.commit(`${own}tags/${ref}`)) ??
    world.git.commit(own + short)
  );
}
