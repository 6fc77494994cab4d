import type { PullRequest } from '../entities.ts';
import type { Hunk } from '../git/diffBlobs.ts';
import type { World } from '../world.ts';

/** One file of a pull request, as its page shows it. */
export interface FilePatch {
  /** The blobs on both sides; undefined on the one where there is no such file. */
  readonly before: string | undefined;
  readonly after: string | undefined;
  readonly hunks: readonly Hunk[];
}

/**
 * What a pull request does to a file up to the commit `head` of it; undefined when it does nothing to it, or
 * when it is no file.
 */
export async function pullRequestPatch(
  world: World,
  pull: PullRequest,
  head: string,
  path: string,
): Promise<FilePatch | undefined> {
  const { git } = world;
  const fork = (await git.mergeBase(pull.base.sha, head)) ?? pull.base.sha;
  const file = (await git.diff(fork, head)).find((one) => one.path === path);
  if (file === undefined) return undefined;
  const before = await blobAt(world, fork, file.previousPath ?? path);
  const after = await blobAt(world, head, path);
  if (before === undefined && after === undefined) return undefined;
  return { before, after, hunks: await git.hunks(before, after, true) };
}

async function blobAt(world: World, sha: string, path: string): Promise<string | undefined> {
  const commit = await world.git.commit(sha);
  const entry = commit === undefined ? undefined : await world.git.entry(commit.tree, path);
  return entry !== undefined && /^1[02]0/.test(entry.mode) ? entry.oid : undefined;
}
