/**
 * Makes a comment's body from the one that stands there; undefined where none does. Called once as a rule, and
 * again when a comment turned up meanwhile.
 */
export type ComposeComment = (standing: string | undefined) => string;

/**
 * The gate's one comment on a pull request. It is found again by `<!-- pin-gate -->` at the very start of
 * its body, so every body composed starts with that marker, and only if the same author wrote it: nobody else's
 * text is ever passed to `compose`.
 * All methods throw a `ServiceError`; whether that matters is for the caller to say (it never changes a verdict).
 */
export interface CommentThread {
  /** The comment's body as it stands there; undefined where there is none. */
  standing(): Promise<string | undefined>;
  /** Updates the comment, or creates it where there is none. Gives its address. */
  upsert(compose: ComposeComment): Promise<string>;
  /** Updates the comment where there is one and gives its address; otherwise composes and writes nothing. */
  updateIfPresent(compose: ComposeComment): Promise<string | undefined>;
}
