/** A file that the change touches. A copy counts as added, a mode change as modified. */
export interface ChangedFile {
  readonly path: string;
  readonly status: 'added' | 'modified' | 'removed' | 'renamed';
  /** Where a renamed file was before. */
  readonly previousPath?: string;
}

/**
 * What is judged: everything between the tip of the base branch and the head. Resolved once, at the start;
 * every later read names one of its two commits.
 */
export interface Change {
  readonly kind: 'pull-request' | 'merge-group' | 'local';
  /** The commit at the tip of the base branch: baseline, policy and fixtures come from here. */
  readonly base: string;
  /** The base branch's name, for sentences. */
  readonly baseName: string;
  readonly head: string;
  readonly files: readonly ChangedFile[];
  /** Whether the head comes from another repository, whose author gets no say in what is run. */
  readonly fromFork: boolean;
  /** The pull request's number. */
  readonly number?: number;
}
