import { createCommentThread } from '../adapters/github/createCommentThread.ts';
import type { Octokit } from '../adapters/github/createOctokit.ts';
import { createSuggestionThread } from '../adapters/github/createSuggestionThread.ts';
import type { GitHubEvent } from '../adapters/github/gitHubEvent.ts';
import type { ResolvedChange } from '../adapters/github/resolveChange.ts';
import type { CommentThread } from '../domain/commentThread.ts';
import type { SuggestionThread } from '../domain/suggestionThread.ts';

/** What the gate writes on a pull request. */
export interface Threads {
  readonly comments: CommentThread;
  readonly suggestions: SuggestionThread;
}

/** The pull request's comment and suggestions; undefined in a merge queue, which has none. */
export function openThreads(
  octokit: Octokit,
  event: GitHubEvent,
  resolved: ResolvedChange | undefined,
): Threads | undefined {
  if (event.kind !== 'pull-request') return undefined;
  const { owner, repo, number } = event;
  const place = { owner, repo, number };
  return {
    // Unknown, it is some: what is written then is an error, which is written anyway.
    comments: createCommentThread(octokit, { ...place, commentCount: resolved?.commentCount ?? 1 }),
    suggestions: createSuggestionThread(octokit, {
      ...place,
      commentCount: resolved?.reviewCommentCount ?? 1,
    }),
  };
}
