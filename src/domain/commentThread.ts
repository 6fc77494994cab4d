/**
 * The gate's one comment on a pull request. It is found again by `<!-- pin-gate -->` at the very start of
 * its body, so every body passed in starts with that marker, and only if the same author wrote it.
 * Both methods throw a `ServiceError`; whether that matters is for the caller to say (it never changes a verdict).
 */
export interface CommentThread {
  /** Updates the comment, or creates it where there is none. Gives its address. */
  upsert(body: string): Promise<string>;
  /** Updates the comment where there is one and gives its address; otherwise writes nothing. */
  updateIfPresent(body: string): Promise<string | undefined>;
}
