import type { CommitRequest } from './actions/commitToBranch.ts';
import type { MergeRequest } from './actions/mergePullRequest.ts';
import type { PullRequestChange, PullRequestRequest } from './actions/openPullRequest.ts';
import type { ReviewCommentRequest } from './actions/writeReviewComment.ts';
import type { Clock, Comment, Limits, MergeGroup, PullRequest, ReviewComment } from './entities.ts';
import type { FileContent } from './git/writeCommit.ts';
import type { Fault } from './http/faults.ts';
import type { LoggedRequest } from './http/requestLog.ts';
import type { PushEnds } from './render/events.ts';
import type { TokenOptions } from './store.ts';

export interface GitHubOptions {
  /** The files of the first commit on the default branch, path to content. */
  readonly files?: Readonly<Record<string, FileContent>>;
  /** Over: `acme`. */
  readonly owner?: string;
  /** Over: `support-agents`. */
  readonly repo?: string;
  /** Over: `main`. */
  readonly defaultBranch?: string;
  /** Over: false, a public repository. */
  readonly private?: boolean;
  /** Over: the machine's clock. Dates of commits and comments, and the rate limit's hour, follow it. */
  readonly clock?: Clock;
  /** Ids and tokens follow from it; over: 1. */
  readonly seed?: number;
  /** Over: one that the operating system chooses. */
  readonly port?: number;
  /** `enterprise` puts the API below /api/v3 and GraphQL at /api/graphql, as GitHub Enterprise Server does. */
  readonly layout?: 'github.com' | 'enterprise';
  readonly limits?: Partial<Limits>;
  /**
   * The setting "Allow GitHub Actions to create and approve pull requests"; over: true. GitHub's own default is
   * false.
   */
  readonly allowActionsToCreatePullRequests?: boolean;
  /** The logins that can be assigned; over: everybody who is no bot. */
  readonly collaborators?: readonly string[];
}

/** A running emulator: where it answers, and the hands of the people who use GitHub. */
export interface GitHub {
  /** The API's root (GITHUB_API_URL), without a slash at the end. */
  readonly url: string;
  /** GITHUB_GRAPHQL_URL */
  readonly graphqlUrl: string;
  /** GITHUB_SERVER_URL */
  readonly serverUrl: string;
  /** The bare repository. Forks are in it too, below `refs/forks/`. */
  readonly gitDir: string;
  readonly owner: string;
  readonly repo: string;
  /** `owner/repo`, GITHUB_REPOSITORY. */
  readonly fullName: string;

  /** Makes a token that is good until `reset`. */
  issueToken(options?: TokenOptions): string;
  /** The commit at a branch's tip. */
  branchTip(branch: string, repository?: string): Promise<string>;
  /** Commits to a branch, made when there is none; pushes to its open pull requests. Returns the commit. */
  commit(request: CommitRequest): Promise<string>;
  /** Closes the pull requests that come from it. */
  deleteBranch(branch: string, repository?: string): Promise<void>;
  /** Makes a fork, with all branches of the base repository. */
  fork(fullName: string): Promise<void>;
  /** Deletes a fork: pull requests from it lose their `head.repo`, their commits stay. */
  deleteFork(fullName: string): Promise<void>;
  openPullRequest(request: PullRequestRequest): Promise<PullRequest>;
  changePullRequest(number: number, change: PullRequestChange): Promise<PullRequest>;
  /** Merges at the base branch's tip. Returns the commit that did. */
  mergePullRequest(number: number, request?: MergeRequest): Promise<string>;
  /** Puts pull requests into a merge group, on the base's tip or on the group before. */
  createMergeGroup(numbers: readonly number[], after?: MergeGroup): Promise<MergeGroup>;
  /** Copies, so that what a test holds stays as it was. */
  pullRequest(number: number): PullRequest;
  /** The comments on a pull request, oldest first. */
  comments(number: number): readonly Comment[];
  /** Comments as a person; over: as `github-actions[bot]`. */
  comment(number: number, body: string, user?: string): Comment;
  /** The comments on lines of a pull request's diff, oldest first. */
  reviewComments(number: number): readonly ReviewComment[];
  /** Comments on lines of the diff as a person; over: as `github-actions[bot]`. */
  addReviewComment(number: number, request: ReviewCommentRequest, user?: string): Promise<ReviewComment>;
  /**
   * Presses "Commit suggestion" on a review comment; over: as the author of the pull request. Returns the
   * commit, by which the comment is outdated.
   */
  applySuggestion(commentId: number, author?: string): Promise<string>;
  /** The payload of an event file, as the runner writes it for `pull_request` and `pull_request_target`. */
  pullRequestEvent(number: number, action?: string): Promise<object>;
  /** The payload of an event file, as the runner writes it for `merge_group`. */
  mergeGroupEvent(group: MergeGroup): Promise<object>;
  /**
   * The payload of an event file, as the runner writes it for `push`; over: the push of the branch's last
   * commit. Forty zeros are the end of a push that made or deleted the branch.
   */
  pushEvent(branch: string, ends?: PushEnds): Promise<object>;
  /** The payload of an event file, as the runner writes it for `workflow_dispatch`; over: on the default branch. */
  workflowDispatchEvent(inputs: Readonly<Record<string, string>>, ref?: string): object;
  /** Spoils coming requests. */
  injectFault(fault: Fault): void;
  /** How often each route was asked for, whatever the answer: `GET /repos/{owner}/{repo}` and so on. */
  requests(): Record<string, number>;
  /** Every request, oldest first. */
  requestLog(): readonly LoggedRequest[];
  /** Back to the first commit: no pull requests, comments, forks, tokens, faults; counts at zero. */
  reset(): Promise<void>;
  /** Stops the server and removes the repository from the disk. */
  close(): Promise<void>;
}
