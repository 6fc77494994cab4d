import { createCommentThread } from '../adapters/github/createCommentThread.ts';
import type { Octokit } from '../adapters/github/createOctokit.ts';
import type { GitHubEvent } from '../adapters/github/gitHubEvent.ts';
import type { ResolvedChange } from '../adapters/github/resolveChange.ts';
import type { CommentThread } from '../domain/commentThread.ts';

/** The pull request's comments; undefined in a merge queue, which has none. */
export function openComments(
  octokit: Octokit,
  event: GitHubEvent,
  resolved: ResolvedChange | undefined,
): CommentThread | undefined {
  if (event.kind !== 'pull-request') return undefined;
  const { owner, repo, number } = event;
  // Unknown, it is some: what is written then is an error, which is written anyway.
  return createCommentThread(octokit, { owner, repo, number, commentCount: resolved?.commentCount ?? 1 });
}
