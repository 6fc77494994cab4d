/**
 * The folder in which a command was called, a repository's working tree as a rule. Paths are relative to it, with
 * forward slashes; reading takes absolute ones as well, for a file that somebody names.
 *
 * Nothing that is there is ever changed: files can only be added.
 */
export interface Workspace {
  /** The bytes of the file; undefined when there is nothing at the path. */
  read(path: string): Promise<Uint8Array | undefined>;
  /** The names of what stands in the folder, sorted; none when there is no such folder. */
  list(folder: string): Promise<readonly string[]>;
  /**
   * Why no new file can be made at the path, as the end of a sentence about it ("is there already"); undefined when
   * one can. Nothing is touched for it, so the answer may be outdated by the time of `create`.
   */
  findObstacle(path: string): Promise<string | undefined>;
  /** Makes a new file and the folders that it needs; false, and nothing done, when something stands at the path. */
  create(path: string, text: string): Promise<boolean>;
}
