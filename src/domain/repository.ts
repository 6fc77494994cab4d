/**
 * Files at named commits. Nothing is checked out and nothing that is read is ever executed.
 */
export interface Repository {
  /**
   * The bytes of the file at `path` in `commit`, of any size.
   * `undefined` means that the commit was read and has no such file; a commit that cannot be read throws
   * a `GateError` or `ServiceError`, so that a missing permission is never taken for a missing file.
   */
  read(commit: string, path: string): Promise<Uint8Array | undefined>;
  /** The paths of all files in `commit`. Throws a `GateError` when the listing is not complete. */
  list(commit: string): Promise<readonly string[]>;
}
