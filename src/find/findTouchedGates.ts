import { posix } from 'node:path';

import type { Change } from '../domain/change.ts';
import { isSystemFilePath } from '../domain/isSystemFilePath.ts';
import { GateError, type Problem } from '../domain/problem.ts';
import type { Repository } from '../domain/repository.ts';

/** The extensions of gate, fixture and agent files; a system prompt may have a file of its own (isSystemFilePath). */
const CONFIG_FILE = /\.(?:ya?ml|jsonl?|csv)$/i;

/** A gate file and the pin that it judges, as paths of the head. */
export interface TouchedGate {
  readonly gate: string;
  readonly pin: string;
}

export interface TouchedGates {
  /** Those that have to be parsed, with all that they name, sorted. */
  readonly gates: readonly TouchedGate[];
  /** Gate files that the change takes away from a pin that stays. */
  readonly problems: readonly Problem[];
}

/**
 * Gives the repository paths that a gate file names. `readFile` is given where those count that its agent file names,
 * too. When it throws a `GateError` the gate counts as touched, since it may name any file.
 */
export type ListNamedFiles = (
  path: string,
  bytes: Uint8Array,
  readFile?: (path: string) => Promise<Uint8Array | undefined>,
) => Promise<readonly string[]>;

const NONE: TouchedGates = { gates: [], problems: [] };

/**
 * Finds the gates that the change touches, whether or not it touches a pin: the next bump should not be the
 * first to meet a broken policy. A gate is a `gate.yml` beside a pin; it is touched when the change adds, edits,
 * removes or renames it or a file that it names (before a rename or after), so that a deleted fixture file that
 * the gate still names is found when the gate is parsed.
 *
 * Asks for as little as it can: nothing unless a changed file could belong to a gate, then one listing, then
 * only the gate files whose being touched depends on what they name, and agent files only when a changed text could
 * be a system prompt.
 */
export async function findTouchedGates(
  change: Change,
  repository: Repository,
  isPinPath: (path: string) => boolean,
  listNamedFiles: ListNamedFiles,
): Promise<TouchedGates> {
  const changed = new Set(
    change.files
      .flatMap(({ path, previousPath }) => (previousPath === undefined ? [path] : [path, previousPath]))
      .filter((path) => (CONFIG_FILE.test(path) || isSystemFilePath(path)) && !isPinPath(path)),
  );
  if (changed.size === 0) return NONE;

  const files = await repository.list(change.head);
  const present = new Set(files);
  const gates = new Map(files.filter(isPinPath).map((pin) => [gateBeside(pin), pin]));
  // Gate files are named by no gate: when nothing else changed, no other gate has to be read.
  const mayBeNamed = [...changed].some((path) => posix.basename(path) !== 'gate.yml');
  const readFile = [...changed].some(isSystemFilePath)
    ? (path: string) => repository.read(change.head, path)
    : undefined;

  const isTouched = async (gate: string): Promise<boolean> => {
    if (changed.has(gate)) return true;
    if (!mayBeNamed) return false;
    const bytes = await repository.read(change.head, gate);
    return bytes !== undefined && namesOneOf(changed, () => listNamedFiles(gate, bytes, readFile));
  };
  const existing = [...gates]
    .filter(([gate]) => present.has(gate))
    .map(([gate, pin]): TouchedGate => ({ gate, pin }))
    .toSorted((a, b) => (a.gate < b.gate ? -1 : 1));
  const touched = await Promise.all(existing.map(({ gate }) => isTouched(gate)));
  return {
    gates: existing.filter((_, index) => touched[index]),
    problems: [...gates]
      .filter(([gate]) => changed.has(gate) && !present.has(gate))
      .map(([gate, pin]) => ({
        file: gate,
        message:
          `This change removes the gate file of \`${pin}\`, which stays: without it no later change of that pin ` +
          'can be evaluated. Keep the gate file, or remove the pin as well.',
      })),
  };
}

function gateBeside(pin: string): string {
  return posix.join(posix.dirname(pin), 'gate.yml');
}

async function namesOneOf(
  changed: ReadonlySet<string>,
  list: () => Promise<readonly string[]>,
): Promise<boolean> {
  try {
    return (await list()).some((path) => changed.has(path));
  } catch (error) {
    if (error instanceof GateError) return true;
    throw error;
  }
}
