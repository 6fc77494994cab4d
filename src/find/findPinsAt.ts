import { GateError } from '../domain/problem.ts';
import { quote } from '../domain/quote.ts';
import type { Repository } from '../domain/repository.ts';

/**
 * The paths of the pins that a commit has, sorted, whether or not they can be read as pins.
 *
 * @param only the one path that is asked for, be it named like a pin or not
 * @throws GateError when there is no pin at all, or not the one asked for
 */
export async function findPinsAt(
  commit: string,
  repository: Repository,
  isPinPath: (path: string) => boolean,
  only: string | undefined,
): Promise<readonly string[]> {
  const files = await repository.list(commit);
  if (only !== undefined) {
    if (files.includes(only)) return [only];
    const pins = files.filter(isPinPath);
    const there = pins.length === 0 ? 'It has no pin at all' : `Its pins are ${listSome(pins)}`;
    throw new GateError(
      `Commit ${commit.slice(0, 10)} has no file ${quote(only)}. ${there}; paths are those of the repository, from its root.`,
    );
  }
  const pins = files.filter(isPinPath).toSorted();
  if (pins.length > 0) return pins;
  throw new GateError(
    `Commit ${commit.slice(0, 10)} has no pin: no file of it matches the pattern of pins (\`pins\`, over \`**/pinned-version.yml\`).`,
  );
}

function listSome(paths: readonly string[]): string {
  const named = paths.slice(0, 5).map((path) => quote(path));
  return [...named, ...(paths.length > named.length ? [`and ${paths.length - named.length} more`] : [])].join(
    ', ',
  );
}
