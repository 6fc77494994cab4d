/** The replacement of one line of a file in a pull request, which a reviewer can commit with one click. */
export interface Suggestion {
  readonly path: string;
  /** From 1, at the head. */
  readonly line: number;
  /** The whole comment in Markdown: the marker `<!-- pin-gate-suggestion -->` first, the suggestion's block in it. */
  readonly body: string;
}

/**
 * The gate's suggestions on a pull request: at most one a file. They are found again by their marker at the very start
 * of the body, and only those that the same author wrote are ever touched.
 */
export interface SuggestionThread {
  /**
   * Makes the suggestions on the pull request be exactly these, on `commit`: one that stands there alike stays, one that
   * is outdated or says something else is deleted and posted anew, one that is no longer wanted is deleted.
   * Throws a `ServiceError`; no verdict depends on it.
   */
  replace(commit: string, wanted: readonly Suggestion[]): Promise<void>;
}
