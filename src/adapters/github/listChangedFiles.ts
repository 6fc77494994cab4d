import type { ChangedFile } from '../../domain/change.ts';
import type { Octokit } from './createOctokit.ts';
import { diffTrees } from './diffTrees.ts';
import { readTree } from './readTree.ts';

/**
 * What differs between the trees of two commits, be they related or not: after a forced push they need not be.
 *
 * @throws ServiceError when GitHub refuses or fails, or has a commit no more
 * @throws GateError when a tree is too large to be listed whole
 */
export async function listChangedFiles(
  octokit: Octokit,
  { owner, repo }: { readonly owner: string; readonly repo: string },
  before: string,
  after: string,
): Promise<readonly ChangedFile[]> {
  const [old, current] = await Promise.all([
    readTree(octokit, owner, repo, before),
    readTree(octokit, owner, repo, after),
  ]);
  return diffTrees(old, current);
}
