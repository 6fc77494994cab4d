import type { Fixture } from '../domain/fixture.ts';
import { GateError, type Problem } from '../domain/problem.ts';
import type { Repository } from '../domain/repository.ts';
import { code } from './code.ts';
import { type FixtureFile, readFixtures } from './readFixtures.ts';
import type { PolicyFile } from './readPolicy.ts';

/**
 * The fixtures that a policy names, as they are at `commit`.
 * Throws a `GateError` when a file is missing there or has problems.
 */
export async function loadFixtures(
  repository: Repository,
  commit: string,
  file: PolicyFile,
): Promise<readonly Fixture[]> {
  const read = async (path: string): Promise<FixtureFile | Problem> => {
    const bytes = await repository.read(commit, path);
    return bytes === undefined ? explainMissing(file, path, commit) : { path, bytes };
  };
  const files = await Promise.all(file.fixturePaths.map(read));
  const missing = files.filter((one) => 'message' in one);
  if (missing.length > 0) throw new GateError(missing);
  return readFixtures(
    files.filter((one) => 'bytes' in one),
    file,
  );
}

function explainMissing(file: PolicyFile, path: string, commit: string): Problem {
  const line = file.lineOf(['fixtures']);
  return {
    file: file.path,
    ...(line === undefined ? {} : { line }),
    message: `${code('fixtures')} names ${code(path)}, and commit ${commit.slice(0, 10)} has no such file: restore the file, or name the one that holds the fixtures.`,
  };
}
