import { GateError, type Problem } from '../domain/problem.ts';
import type { Repository } from '../domain/repository.ts';
import { code } from './code.ts';
import { loadRest } from './loadAgentFile.ts';
import { loadFixtures } from './loadFixtures.ts';
import { readAgentFile } from './readAgentFile.ts';
import { type PolicyFile, readPolicy } from './readPolicy.ts';

/**
 * Everything that is wrong at `commit` with a gate file and the files that it names. Nothing is run: this keeps
 * a change from leaving a policy behind that the next bump of the pin would stumble over.
 */
export async function checkGate(
  repository: Repository,
  commit: string,
  path: string,
): Promise<readonly Problem[]> {
  const bytes = await repository.read(commit, path);
  if (bytes === undefined) return [];
  const problems: Problem[] = [];
  const file = await collect(problems, async () => readPolicy(path, bytes));
  if (file === undefined) return problems;
  await collect(problems, () => loadFixtures(repository, commit, file));
  await collect(problems, () => checkAgentFile(repository, commit, file));
  return problems;
}

async function collect<T>(problems: Problem[], read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    problems.push(...error.problems);
    return undefined;
  }
}

async function checkAgentFile(repository: Repository, commit: string, file: PolicyFile): Promise<void> {
  const path = file.agentFilePath;
  if (path === undefined) return;
  const bytes = await repository.read(commit, path);
  if (bytes !== undefined) {
    await loadRest(repository, commit, readAgentFile(path, bytes));
    return;
  }
  const line = file.lineOf(['agent-file']);
  throw new GateError({
    file: file.path,
    ...(line === undefined ? {} : { line }),
    message: `${code('agent-file')} names ${code(path)}, and commit ${commit.slice(0, 10)} has no such file: restore the file, or name the one that holds the agent.`,
  });
}
