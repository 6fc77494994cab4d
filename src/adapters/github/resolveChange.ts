import type { Change } from '../../domain/change.ts';
import type { Octokit } from './createOctokit.ts';
import type { GitHubEvent } from './gitHubEvent.ts';
import { resolveMergeGroup } from './resolveMergeGroup.ts';
import { resolvePullRequest } from './resolvePullRequest.ts';

/** The change, and what the same answers say about the place it is made in. */
export interface ResolvedChange {
  readonly change: Change;
  /** Comments on the pull request: at 0 there is none of ours to look for. Always 0 for a merge group. */
  readonly commentCount: number;
  /** The same of comments on lines. */
  readonly reviewCommentCount: number;
  /** Whether the repository is private (or internal to its company). */
  readonly isPrivate: boolean;
}

/**
 * Resolves base and head once, by the API: a re-run replays an old payload, and under `pull_request_target`
 * GITHUB_SHA is the default branch's.
 *
 * @throws HeadMovedError when the pull request has a newer head than the event
 * @throws GateError when the list of changed files cannot be complete
 * @throws ServiceError when GitHub refuses or fails
 */
export function resolveChange(octokit: Octokit, event: GitHubEvent): Promise<ResolvedChange> {
  return event.kind === 'pull-request'
    ? resolvePullRequest(octokit, event)
    : resolveMergeGroup(octokit, event);
}
