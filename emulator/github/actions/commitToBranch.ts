import type { Repository } from '../entities.ts';
import type { FileContent } from '../git/writeCommit.ts';
import { fullNameOf } from '../store.ts';
import type { World } from '../world.ts';
import { authorOf, repositoryNamed, tipOf } from './lookUp.ts';
import { moveOpenPullRequests } from './moveOpenPullRequests.ts';

export interface CommitRequest {
  readonly branch: string;
  /**
   * Branch or commit that the commit follows. Over: the branch's own tip, or the default branch's for a new
   * branch. On a branch that exists already it is a forced push.
   */
  readonly from?: string;
  /** `owner/name` of a fork; the base repository unless said otherwise. */
  readonly repository?: string;
  /** Path to content; null deletes. */
  readonly files?: Readonly<Record<string, FileContent | null>>;
  /** Old path to new path, done before `files`. */
  readonly renames?: Readonly<Record<string, string>>;
  readonly message?: string;
  /** A login. */
  readonly author?: string;
}

/**
 * Commits to a branch, which is made when there is none. Open pull requests of the branch move with it.
 * Returns the commit's oid.
 *
 * @throws Error when `from` names nothing, or a path to delete or rename is not there.
 */
export function commitToBranch(world: World, request: CommitRequest): Promise<string> {
  return world.exclusively(async () => {
    const repository = repositoryNamed(world, request.repository);
    const existing = await world.git.commit(repository.heads + request.branch);
    const parent =
      request.from === undefined
        ? (existing?.oid ?? (await tipOf(world, repository, repository.defaultBranch)))
        : await startingPoint(world, repository, request.from);
    await requirePaths(world, parent, request);

    const author = request.author ?? 'octocat';
    const sha = await world.git.write({
      ref: repository.heads + request.branch,
      parent,
      renames: request.renames ?? {},
      files: request.files ?? {},
      message: request.message ?? `Update ${request.branch}`,
      author: authorOf(author),
      date: world.clock.now(),
    });
    await moveOpenPullRequests(world, repository, request.branch, sha);
    return sha;
  });
}

async function startingPoint(world: World, repository: Repository, from: string): Promise<string> {
  const commit = await world.git.commit(/^[0-9a-f]{40}$/.test(from) ? from : repository.heads + from);
  if (commit === undefined) throw new Error(`${fullNameOf(repository)} has no branch or commit ${from}`);
  return commit.oid;
}

/** git passes over the deletion of a file that is not there; in a test that is a mistake. */
async function requirePaths(world: World, parent: string, request: CommitRequest): Promise<void> {
  const tree = (await world.git.commit(parent))?.tree ?? '';
  const deleted = Object.entries(request.files ?? {}).flatMap(([path, file]) =>
    file === null ? [path] : [],
  );
  for (const path of [...deleted, ...Object.keys(request.renames ?? {})]) {
    if ((await world.git.entry(tree, path)) === undefined) {
      throw new Error(`there is no ${path} in ${parent} to delete or rename`);
    }
  }
}
