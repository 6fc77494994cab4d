import type { Repository } from '../entities.ts';
import { GitFailure } from '../git/runGit.ts';
import { Problem } from '../http/problem.ts';
import { fullNameOf } from '../store.ts';
import type { World } from '../world.ts';
import { deleteBranch } from './deleteBranch.ts';
import { moveOpenPullRequests } from './moveOpenPullRequests.ts';

/**
 * Makes a branch or a tag. `ref` is its full name.
 *
 * @throws Problem 422 when it is there already, or there is no such object.
 */
export function createRef(world: World, repository: Repository, ref: string, sha: string): Promise<void> {
  return world.exclusively(async () => {
    const own = ownName(repository, ref);
    if ((await world.git.object(own)) !== undefined) throw new Problem(422, 'Reference already exists');
    await requireObject(world, sha);
    await move(world, own, sha);
  });
}

/**
 * Moves a branch or a tag; the open pull requests of a branch move with it.
 *
 * @throws Problem 422 when it is not there, there is no such object, or it would not follow and is not forced.
 */
export function updateRef(
  world: World,
  repository: Repository,
  ref: string,
  to: { readonly sha: string; readonly force: boolean },
): Promise<void> {
  return world.exclusively(async () => {
    const own = ownName(repository, ref);
    const before = await world.git.commit(own);
    if (before === undefined) throw new Problem(422, 'Reference does not exist');
    await requireObject(world, to.sha);
    if (!to.force && (await world.git.mergeBase(before.oid, to.sha)) !== before.oid) {
      throw new Problem(422, 'Update is not a fast forward');
    }
    await move(world, own, to.sha);
    if (own.startsWith(repository.heads)) {
      await moveOpenPullRequests(world, repository, own.slice(repository.heads.length), to.sha);
    }
  });
}

/** Deletes a branch or a tag. @throws Problem 422 when it is not there. */
export async function deleteRef(world: World, repository: Repository, ref: string): Promise<void> {
  const own = ownName(repository, ref);
  if ((await world.git.object(own)) === undefined) throw new Problem(422, 'Reference does not exist');
  if (own.startsWith(repository.heads)) {
    return deleteBranch(world, own.slice(repository.heads.length), fullNameOf(repository));
  }
  return world.exclusively(() => world.git.moveRefs({ [own]: undefined }));
}

/** Where a ref is in the one git repository. Those of pull requests are GitHub's own to write. */
function ownName(repository: Repository, ref: string): string {
  if (!/^refs\/(heads|tags)\/./.test(ref)) throw new Problem(422, 'Reference update failed');
  return repository.heads.replace(/heads\/$/, '') + ref.slice('refs/'.length);
}

async function requireObject(world: World, sha: string): Promise<void> {
  const object = /^[0-9a-f]{40}$/.test(sha) ? await world.git.object(sha) : undefined;
  if (object === undefined) throw new Problem(422, 'Object does not exist');
}

/** What git refuses: no name for a ref, one below a ref that is there, a branch that is no commit. */
async function move(world: World, ref: string, sha: string): Promise<void> {
  try {
    await world.git.moveRefs({ [ref]: sha });
  } catch (error) {
    if (error instanceof GitFailure) throw new Problem(422, 'Reference update failed');
    throw error;
  }
}
