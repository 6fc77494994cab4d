import type { Change } from '../domain/change.ts';
import { GateError } from '../domain/problem.ts';
import type { Repository } from '../domain/repository.ts';
import { loadAgentFile, type LoadedAgentFile } from './loadAgentFile.ts';
import { readPin } from './readPin.ts';
import { readPolicy } from './readPolicy.ts';

/**
 * A warning where a change edits the agent that an agent file describes, but not the pin, so that production goes on
 * with what it has; undefined everywhere else. Reads files alone. What cannot be read is no matter of a warning: it
 * is reported where it is checked.
 */
export async function findUnpinnedDraft(
  repository: Repository,
  change: Change,
  /** As paths of the head. */
  paths: { readonly gate: string; readonly pin: string },
): Promise<string | undefined> {
  const pinned = await findUnchangedVersion(repository, change, paths.pin);
  if (pinned === undefined) return undefined;
  const [before, after] = await Promise.all([
    loadDescribed(repository, change.base, paths.gate),
    loadDescribed(repository, change.head, paths.gate),
  ]);
  if (before === undefined || after === undefined || before.digest === after.digest) return undefined;
  return (
    `This change edits the agent that \`${after.path}\` describes, but not \`${paths.pin}\`: production goes on with version ` +
    `${pinned}, and nothing was evaluated for the edit. To have it tried here, and made a version if it is good, write ` +
    `\`version: next\` into \`${paths.pin}\`.`
  );
}

/** The version that a pin names on both sides; undefined where it changes, is none, or says `next`. */
async function findUnchangedVersion(
  repository: Repository,
  { base, head }: Change,
  path: string,
): Promise<number | undefined> {
  const [before, after] = await Promise.all(
    [base, head].map(async (commit) => {
      const bytes = await repository.read(commit, path);
      return bytes === undefined ? undefined : attempt(async () => readPin(path, bytes));
    }),
  );
  if (before === undefined || after === undefined || after.version === 'next') return undefined;
  return before.agent === after.agent && before.version === after.version ? after.version : undefined;
}

async function loadDescribed(
  repository: Repository,
  commit: string,
  gate: string,
): Promise<LoadedAgentFile | undefined> {
  const bytes = await repository.read(commit, gate);
  if (bytes === undefined) return undefined;
  return attempt(async () => {
    const { agentFilePath } = readPolicy(gate, bytes);
    return agentFilePath === undefined ? undefined : loadAgentFile(repository, commit, agentFilePath);
  });
}

async function attempt<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof GateError) return undefined;
    throw error;
  }
}
