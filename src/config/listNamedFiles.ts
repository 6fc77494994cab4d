import { readPolicy } from './readPolicy.ts';

/**
 * The paths in the repository that a gate file names: its fixtures and its agent file.
 * Throws a `GateError` when the file is no policy, and then it may name any.
 */
export function listNamedFiles(path: string, bytes: Uint8Array): readonly string[] {
  const { fixturePaths, agentFilePath } = readPolicy(path, bytes);
  return agentFilePath === undefined ? fixturePaths : [...fixturePaths, agentFilePath];
}
