import { loadAgentFile, type LoadedAgentFile } from '../config/loadAgentFile.ts';
import { type LoadedFixtureChanges, loadFixtureChanges } from '../config/loadFixtureChanges.ts';
import { loadFixtures } from '../config/loadFixtures.ts';
import { type LoadedPolicy, policyPathOf } from '../config/loadPolicy.ts';
import { resolvePath } from '../config/resolvePath.ts';
import type { Change } from '../domain/change.ts';
import type { EvaluatedPinChange } from '../domain/pin.ts';
import { GateError } from '../domain/problem.ts';
import type { Repository } from '../domain/repository.ts';
import type { ReadFiles, ReadPin } from './stages.ts';

const NO_FIXTURE_CHANGES: LoadedFixtureChanges = {
  changes: { added: [], removed: [], edited: [] },
  runnable: [],
  warnings: [],
};

export interface ReadContext {
  readonly repository: Repository;
  readonly change: Change;
}

/**
 * Reads what a pin is judged by: fixtures from where its policy comes from. The agent file is the change's own, as it
 * is the candidate that it describes; only `version: next` needs it.
 */
export async function readForGate(
  pin: EvaluatedPinChange,
  loaded: LoadedPolicy,
  context: ReadContext,
): Promise<{ readonly read: ReadPin; readonly warnings: readonly string[] }> {
  const { repository, change } = context;
  if (pin.kind === 'drafted') {
    const path = requireAgentFile(pin, loaded);
    const files = await readFixtures(pin, loaded, context);
    const agentFile = await loadAgentFile(repository, change.head, path);
    return { read: { ...files, pin, agentFile }, warnings: files.fixtureChanges.warnings };
  }
  const files = await readFixtures(pin, loaded, context);
  const { file: agentFile, warnings } = await readDescribed(pin, loaded, context);
  return { read: { ...files, pin, agentFile }, warnings: [...files.fixtureChanges.warnings, ...warnings] };
}

async function readFixtures(
  pin: EvaluatedPinChange,
  loaded: LoadedPolicy,
  { repository, change }: ReadContext,
): Promise<ReadFiles> {
  const fixtures = await loadFixtures(repository, loaded.source.commit, loaded.file);
  const fixtureChanges = touchesFixtures(pin, loaded, change)
    ? await loadFixtureChanges(repository, change, { ...loaded, fixtures }, policyPathOf(pin.path))
    : NO_FIXTURE_CHANGES;
  return { loaded, fixtures, fixtureChanges };
}

/**
 * Whether the change edits fixtures or says which ones count. One that does not may be behind its base branch all the
 * same, and what was merged there meanwhile is not its doing.
 */
function touchesFixtures(pin: EvaluatedPinChange, { file }: LoadedPolicy, { files }: Change): boolean {
  const own = [policyPathOf(pin.path), ...file.fixturePaths];
  return files.some(({ path, previousPath }) => own.includes(path) || own.includes(previousPath ?? path));
}

export interface Described {
  readonly file: LoadedAgentFile | undefined;
  readonly warnings: readonly string[];
}

/** The agent file that claims to describe a pin whose number is written; no verdict depends on it. */
export async function readDescribed(
  pin: EvaluatedPinChange,
  loaded: LoadedPolicy,
  { repository, change }: ReadContext,
): Promise<Described> {
  const path = findAgentFile(pin, loaded);
  if (path === undefined) return { file: undefined, warnings: [] };
  try {
    return { file: await loadAgentFile(repository, change.head, path), warnings: [] };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    const warning = `Whether \`${path}\` describes the pinned version could not be told: ${error.message}`;
    return { file: undefined, warnings: [warning] };
  }
}

/** Beside the pin at the head, where a renamed pin takes its files along. */
function findAgentFile(pin: EvaluatedPinChange, { file }: LoadedPolicy): string | undefined {
  const relative = file.policy['agent-file'];
  return relative === undefined ? undefined : resolvePath(policyPathOf(pin.path), relative);
}

function requireAgentFile(pin: EvaluatedPinChange, loaded: LoadedPolicy): string {
  const path = findAgentFile(pin, loaded);
  if (path !== undefined) return path;
  const { source } = loaded;
  const where = source.from === 'base' ? `\`${source.path}\` on the base branch` : `\`${source.path}\``;
  throw new GateError({
    file: pin.path,
    line: pin.candidate.versionLine,
    message:
      `\`version: next\` asks for the version that an agent file describes, and ${where} names none: merge ` +
      '`agent-file: <name>.agent.yaml` there first, or write the number of a version that exists.',
  });
}
