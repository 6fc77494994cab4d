/** One state of a pin's file that the branch had at its tip. */
export interface PinState {
  /** The commit of the branch with which this state came, in full. */
  readonly commit: string;
  /** When it came to the branch, in milliseconds since the epoch. */
  readonly at: number;
  /** Who made the change, a login where there is one. Untrusted text. */
  readonly author: string;
  /** The pull request that brought it; undefined for a commit without one. */
  readonly pullRequest: { readonly number: number; readonly title: string; readonly url: string } | undefined;
  /** The file's bytes; undefined where the state is that there is no such file (or it is a link or a folder). */
  readonly bytes: Uint8Array | undefined;
}

/**
 * The past of pins on a branch. What a side branch said on its way, before it was merged, is no part of it: production
 * never read that.
 */
export interface PinHistory {
  /**
   * The states of the file at `path` up to and including `commit`, newest first, at most the last hundred. A rename
   * ends it. `branch` is the name of the branch that `commit` is the tip of, or was.
   * Throws a `ServiceError` or `GateError` when it cannot be read.
   */
  states(path: string, commit: string, branch: string): Promise<readonly PinState[]>;
}
