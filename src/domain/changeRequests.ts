/** A change of one file that is to be proposed as a pull request. */
export interface ProposedChange {
  /** The branch to merge into, and its tip. */
  readonly base: string;
  readonly baseCommit: string;
  /** The new branch's name. */
  readonly branch: string;
  readonly path: string;
  /** The whole file. */
  readonly bytes: Uint8Array;
  /** The commit's message. */
  readonly message: string;
  readonly title: string;
  /** In Markdown. */
  readonly body: string;
  readonly labels: readonly string[];
  /** Logins; who cannot be assigned is left out. */
  readonly assignees: readonly string[];
}

export interface PullRequestRef {
  readonly number: number;
  readonly url: string;
}

/** What came of a proposal. */
export interface Proposal extends PullRequestRef {
  /** Whether it was there already: an open pull request of the same branch. */
  readonly existed: boolean;
  /** Sentences about what could not be done beside it (a label, an assignee), and about one that says something else. */
  readonly warnings: readonly string[];
  /**
   * Whether it was opened with a workflow's own token: its checks then start only after somebody with write access
   * approves them.
   */
  readonly needsApproval: boolean;
}

/** Writes to the repository on GitHub. Every method throws a `ServiceError` in words that say what the token lacks. */
export interface ChangeRequests {
  /** The default branch's name. */
  defaultBranch(): Promise<string>;
  /** The commit at a branch's tip; undefined where there is no such branch. */
  tip(branch: string): Promise<string | undefined>;
  /**
   * Opens the pull request, or finds the open one of the same branch, which is left as it is. A branch without an open
   * pull request that is left over from an earlier one is taken over.
   */
  propose(change: ProposedChange): Promise<Proposal>;
}
