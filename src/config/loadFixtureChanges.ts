import type { Change } from '../domain/change.ts';
import type { Fixture, FixtureChanges } from '../domain/fixture.ts';
import { GateError } from '../domain/problem.ts';
import type { Repository } from '../domain/repository.ts';
import { diffFixtures } from './diffFixtures.ts';
import { loadFixtures } from './loadFixtures.ts';
import type { LoadedPolicy } from './loadPolicy.ts';
import { type PolicyFile, readPolicy } from './readPolicy.ts';

/** What the change does to the fixtures of a pin, and which of the added ones can be run. */
export interface LoadedFixtureChanges {
  readonly changes: FixtureChanges;
  /** Added fixtures that the judging policy can grade. None from a fork. */
  readonly runnable: readonly Fixture[];
  /** Why added fixtures were left out; empty when none were. */
  readonly warnings: readonly string[];
}

/**
 * Compares the fixtures at the head with those that judge. The head's own gate file, at `headPath`, says where
 * they are; the judging policy says whether they can be run, since it is the one that grades them.
 * Throws a `GateError` when the head's files have problems.
 */
export async function loadFixtureChanges(
  repository: Repository,
  change: Change,
  judging: LoadedPolicy & { readonly fixtures: readonly Fixture[] },
  headPath: string,
): Promise<LoadedFixtureChanges> {
  const none = { changes: { added: [], removed: [], edited: [] }, runnable: [], warnings: [] };
  const bytes = await repository.read(change.head, headPath);
  if (judging.source.from === 'head' || bytes === undefined) return none;

  const headFile = readPolicy(headPath, bytes);
  const changes = diffFixtures(judging.fixtures, await loadFixtures(repository, change.head, headFile));
  if (changes.added.length === 0 || change.fromFork) return { changes, runnable: [], warnings: [] };

  const gradable = await loadUnder(repository, change.head, headFile, judging.file);
  if (gradable === undefined) {
    const { length } = changes.added;
    const were = length === 1 ? 'One added fixture was' : `${length} added fixtures were`;
    return {
      changes,
      runnable: [],
      warnings: [
        `${were} not run: at the head the fixtures do not fit the policy on \`${change.baseName}\`, which grades them.`,
      ],
    };
  }
  const added = new Set(changes.added.map(({ id }) => id));
  return { changes, runnable: gradable.filter(({ id }) => added.has(id)), warnings: [] };
}

/** The head's fixtures read by the judging policy; undefined when they do not fit it. */
async function loadUnder(
  repository: Repository,
  commit: string,
  { fixturePaths }: PolicyFile,
  judging: PolicyFile,
): Promise<readonly Fixture[] | undefined> {
  try {
    return await loadFixtures(repository, commit, { ...judging, fixturePaths });
  } catch (error) {
    if (error instanceof GateError) return undefined;
    throw error;
  }
}
