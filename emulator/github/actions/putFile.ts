import type { Repository } from '../entities.ts';
import { notFound, Problem } from '../http/problem.ts';
import type { World } from '../world.ts';
import { moveOpenPullRequests } from './moveOpenPullRequests.ts';

export interface FileRequest {
  readonly path: string;
  readonly content: Uint8Array;
  readonly message: string;
  readonly branch: string;
  /** The blob that is replaced. */
  readonly sha?: string | undefined;
  readonly author: { readonly name: string; readonly email: string };
}

/**
 * Writes one file in a commit on a branch. Open pull requests of the branch move with it. Tells the commit and
 * whether the file is a new one.
 *
 * @throws Problem 404 when there is no such branch, 409 when another blob is there than the one that was to be
 *   replaced, 422 when there is one and none was named.
 */
export function putFile(
  world: World,
  repository: Repository,
  request: FileRequest,
): Promise<{ readonly commit: string; readonly isNew: boolean }> {
  return world.exclusively(async () => {
    const { path, content, message, branch, sha, author } = request;
    const ref = repository.heads + branch;
    const tip = await world.git.commit(ref);
    if (tip === undefined) throw notFound(`Branch ${branch} not found`);
    if (path.split('/').some((part) => ['', '.', '..', '.git'].includes(part))) {
      throw new Problem(422, 'path contains a malformed path component');
    }
    const entry = await world.git.entry(tip.tree, path);
    // For a file that is not there GitHub does not look at `sha`.
    if (entry !== undefined && sha === undefined) {
      throw new Problem(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
    }
    if (entry !== undefined && entry.oid !== sha) throw new Problem(409, `${path} does not match ${sha}`);

    const mode = entry?.mode === '100755' || entry?.mode === '120000' ? entry.mode : '100644';
    const commit = await world.git.write({
      ref,
      parent: tip.oid,
      renames: {},
      files: { [path]: { content, mode } },
      message,
      author,
      date: world.clock.now(),
    });
    await moveOpenPullRequests(world, repository, branch, commit);
    return { commit, isNew: entry === undefined };
  });
}
