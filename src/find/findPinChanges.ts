import type { Change } from '../domain/change.ts';
import type { Pin, PinChange } from '../domain/pin.ts';
import { GateError, type Problem } from '../domain/problem.ts';
import type { Repository } from '../domain/repository.ts';
import { classifyPinChange } from './classifyPinChange.ts';
import { listTouchedPins, type TouchedPin } from './listTouchedPins.ts';

/** A pin that the change touches and that cannot be judged, with what could be read of it. */
export interface PinFailure {
  /** Where the pin is at the head, or was. */
  readonly path: string;
  readonly baseline: Pin | undefined;
  readonly candidate: Pin | undefined;
  readonly problems: readonly Problem[];
}

/** Every pin that the change touches is in exactly one of the lists: a broken pin hides no other. Both by path. */
export interface FoundPins {
  readonly changes: readonly PinChange[];
  readonly failures: readonly PinFailure[];
}

/** One side of a pin: the file was not there, was a pin, or was there and is none. */
type Side = { readonly pin: Pin | undefined; readonly problems: readonly Problem[] };

interface Sides {
  readonly path: string;
  readonly basePath: string;
  readonly baseline: Side;
  readonly candidate: Side;
}

const ABSENT: Side = { pin: undefined, problems: [] };

/**
 * Finds what the change does to pins: for every touched pin the file at the tip of the base branch against the
 * file at the head. The list of changed files only says where to look, because it may be relative to an older
 * commit of the base branch.
 *
 * A pin that disappears and one that appears with the same agent are one renamed pin, whatever the list calls
 * them: moving and rewriting a pin must not rid it of its baseline.
 *
 * `readPin` throws a `GateError` for a file that is no pin (or one that cannot be evaluated yet). A commit that
 * cannot be read ends the search: the repository's own error is passed on.
 */
export async function findPinChanges(
  change: Change,
  repository: Repository,
  isPinPath: (path: string) => boolean,
  readPin: (path: string, bytes: Uint8Array) => Pin,
): Promise<FoundPins> {
  const read = async (commit: string, path: string): Promise<Side> => {
    const bytes = await repository.read(commit, path);
    return bytes === undefined ? ABSENT : parse(() => readPin(path, bytes));
  };
  const readSides = async ({ path, previousPath }: TouchedPin): Promise<Sides> => {
    const [here, before, candidate] = await Promise.all([
      read(change.base, path),
      previousPath === undefined ? ABSENT : read(change.base, previousPath),
      read(change.head, path),
    ]);
    // A base branch that has moved on may have a pin at the new path by now; callers read that one.
    return previousPath === undefined || isPresent(here)
      ? { path, basePath: path, baseline: here, candidate }
      : { path, basePath: previousPath, baseline: before, candidate };
  };

  const touched = listTouchedPins(change.files, isPinPath);
  const sides = pairMovedPins(await Promise.all(touched.map(readSides)));
  const broken = sides.filter((side) => side.baseline.problems.length + side.candidate.problems.length > 0);
  return {
    changes: sides.filter((side) => !broken.includes(side)).flatMap(classify),
    failures: broken.map(({ path, baseline, candidate }) => ({
      path,
      baseline: baseline.pin,
      candidate: candidate.pin,
      problems: [...candidate.problems, ...baseline.problems.map((problem) => explainBase(problem, change))],
    })),
  };
}

function parse(read: () => Pin): Side {
  try {
    return { pin: read(), problems: [] };
  } catch (error) {
    if (error instanceof GateError) return { pin: undefined, problems: error.problems };
    throw error;
  }
}

function isPresent(side: Side): boolean {
  return side.pin !== undefined || side.problems.length > 0;
}

/** Joins each pin that is gone with one that is new and has the same agent, both in the order of their paths. */
function pairMovedPins(all: readonly Sides[]): readonly Sides[] {
  const gone = all.filter(({ baseline, candidate }) => baseline.pin !== undefined && !isPresent(candidate));
  const joined = new Set<Sides>();
  const paired = all.map((side) => {
    if (isPresent(side.baseline) || side.candidate.pin === undefined) return side;
    const agent = side.candidate.pin.agent;
    const source = gone.find((other) => !joined.has(other) && other.baseline.pin?.agent === agent);
    if (source === undefined) return side;
    joined.add(source);
    return { ...side, basePath: source.basePath, baseline: source.baseline };
  });
  return paired.filter((side) => !joined.has(side));
}

function classify({ path, basePath, baseline, candidate }: Sides): PinChange[] {
  const renamed = basePath === path ? {} : { previousPath: basePath };
  return [classifyPinChange(path, renamed, baseline.pin, candidate.pin) ?? []].flat();
}

/**
 * A base that cannot be read makes the check fail for the pull request that mends it, too: the way out is to go
 * around the check once, and the sentence has to say so.
 */
function explainBase(problem: Problem, change: Change): Problem {
  return {
    ...problem,
    message:
      `On the base branch \`${change.baseName}\`, which production reads: ${problem.message} There is no baseline ` +
      'to compare with until that is mended. Mend it in a change that does nothing else, and let somebody who ' +
      'may bypass this check merge it.',
  };
}
