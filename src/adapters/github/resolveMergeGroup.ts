import type { Octokit } from './createOctokit.ts';
import { diffTrees } from './diffTrees.ts';
import type { GitHubEvent } from './gitHubEvent.ts';
import { readTree } from './readTree.ts';
import type { ResolvedChange } from './resolveChange.ts';

/**
 * Resolves a merge group from the trees of its two commits. `base_sha` is what the base branch will be once the
 * groups ahead in the queue are merged: baseline and policy come from there. Both commits are named by the event
 * and never change, so nothing can move.
 */
export async function resolveMergeGroup(
  octokit: Octokit,
  event: Extract<GitHubEvent, { kind: 'merge-group' }>,
): Promise<ResolvedChange> {
  const { owner, repo, base, baseName, head } = event;
  const [before, after] = await Promise.all([
    readTree(octokit, owner, repo, base),
    readTree(octokit, owner, repo, head),
  ]);
  return {
    // What is queued was approved to merge and already lives in a branch of the repository itself.
    change: { kind: 'merge-group', base, baseName, head, files: diffTrees(before, after), fromFork: false },
    commentCount: 0,
    reviewCommentCount: 0,
    isPrivate: event.isPrivate,
  };
}
