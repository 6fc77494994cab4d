import { GateError } from '../domain/problem.ts';
import { readAgentFile } from './readAgentFile.ts';
import { readPolicy } from './readPolicy.ts';

/**
 * The paths in the repository that a gate file names: its fixtures and its agent file, and where `readFile` is given,
 * the file with the agent's system prompt, for which the agent file has to be read.
 * Throws a `GateError` when the file is no policy, and then it may name any. An agent file that is missing or broken
 * names none: it is reported where it is checked.
 */
export async function listNamedFiles(
  path: string,
  bytes: Uint8Array,
  readFile?: (path: string) => Promise<Uint8Array | undefined>,
): Promise<readonly string[]> {
  const { fixturePaths, agentFilePath } = readPolicy(path, bytes);
  if (agentFilePath === undefined) return fixturePaths;
  const systemFilePath = findSystemFile(agentFilePath, await readFile?.(agentFilePath));
  return [...fixturePaths, agentFilePath, ...(systemFilePath === undefined ? [] : [systemFilePath])];
}

function findSystemFile(path: string, bytes: Uint8Array | undefined): string | undefined {
  if (bytes === undefined) return undefined;
  try {
    return readAgentFile(path, bytes).systemFilePath;
  } catch (error) {
    if (error instanceof GateError) return undefined;
    throw error;
  }
}
