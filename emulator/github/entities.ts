/** Time as the emulator sees it, in milliseconds since the epoch. */
export interface Clock {
  now(): number;
}

export type Access = 'none' | 'read' | 'write';

/** What a token may do in its repository; `metadata: read` is always there. */
export interface Permissions {
  readonly contents: Access;
  readonly pull_requests: Access;
  readonly issues: Access;
}

/** Who speaks. `installation` is what a workflow's own token is; `user` a personal access token. */
export interface Token {
  readonly value: string;
  readonly kind: 'installation' | 'user';
  readonly login: string;
  /** `owner/name` of the one repository that the permissions are about. */
  readonly repository: string;
  readonly permissions: Permissions;
}

export interface Repository {
  readonly id: number;
  readonly owner: string;
  readonly name: string;
  readonly private: boolean;
  readonly defaultBranch: string;
  readonly fork: boolean;
  /** Where its branches are in the one git repository that base and forks share: `refs/heads/`, say. */
  readonly heads: string;
  readonly createdAt: number;
}

export interface PullRequest {
  readonly id: number;
  readonly number: number;
  readonly user: string;
  readonly createdAt: number;
  readonly draft: boolean;
  readonly maintainerCanModify: boolean;
  readonly base: { ref: string /** The tip when it was opened or last pushed to: stale. */; sha: string };
  readonly head: {
    readonly ref: string;
    sha: string;
    /** `owner/name`; the repository may be gone by now. */
    readonly repository: string;
  };
  title: string;
  body: string | null;
  state: 'open' | 'closed';
  /** Names of labels of the repository. */
  readonly labels: string[];
  /** Logins. */
  readonly assignees: string[];
  updatedAt: number;
  closedAt: number | undefined;
  merged:
    | {
        readonly at: number;
        readonly by: string;
        readonly sha: string;
        /** The base branch's tip just before: what the head has beyond it came in by this merge. */
        readonly onto: string;
      }
    | undefined;
}

export interface Label {
  readonly id: number;
  readonly name: string;
  /** Six hexadecimal digits. */
  readonly color: string;
}

export interface Comment {
  readonly id: number;
  /** The number of the pull request. */
  readonly issue: number;
  readonly user: string;
  readonly createdAt: number;
  body: string;
  updatedAt: number;
}

/** Where a review comment is in the diff of a pull request. */
export interface ReviewPlace {
  /** The line, or the last of several. */
  readonly line: number;
  readonly startLine: number | undefined;
  /** Lines below the first header of the file's patch. */
  readonly position: number;
}

/** A comment on lines of a pull request's diff. */
export interface ReviewComment {
  readonly id: number;
  /** The id of the review that GitHub makes around a single comment. */
  readonly review: number;
  /** The number of the pull request. */
  readonly pull: number;
  readonly user: string;
  readonly createdAt: number;
  readonly path: string;
  readonly side: 'LEFT' | 'RIGHT';
  /** The file on that side when the comment was written: its lines are the ones that are followed. */
  readonly blob: string;
  readonly original: ReviewPlace & { readonly commit: string };
  /** The file's hunk down to the line, as it was. */
  readonly diffHunk: string;
  body: string;
  updatedAt: number;
  /** The newest head that it was not outdated at. */
  commit: string;
  /** Undefined once it is outdated. */
  place: ReviewPlace | undefined;
}

/** What the merge queue made: a temporary branch that holds the base with the pull requests merged into it. */
export interface MergeGroup {
  readonly headRef: string;
  readonly headSha: string;
  readonly baseRef: string;
  readonly baseSha: string;
  readonly pullRequests: readonly number[];
}

/** What the repository's owner has decided. */
export interface Settings {
  /** Whether a workflow's own token may open pull requests. */
  readonly allowActionsToCreatePullRequests: boolean;
  /** The logins that can be assigned; undefined: everybody who is no bot. */
  readonly collaborators: readonly string[] | undefined;
}

/** Sizes at which GitHub behaves differently; a test may lower them. */
export interface Limits {
  /** Files of a pull request that are listed at all. */
  readonly pullRequestFiles: number;
  /** Entries of a tree listing before it is `truncated`. */
  readonly treeEntries: number;
  /** Bytes up to which the contents API puts a file into its JSON. */
  readonly inlineBytes: number;
  /** Bytes up to which a file can be had at all. */
  readonly blobBytes: number;
  readonly requestsPerHour: number;
}

export const gitHubLimits: Limits = {
  pullRequestFiles: 3000,
  treeEntries: 100_000,
  inlineBytes: 1024 * 1024,
  blobBytes: 100 * 1024 * 1024,
  requestsPerHour: 5000,
};
