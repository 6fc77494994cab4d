import type { Change } from '../domain/change.ts';
import type { CandidatePin, Pin, PinChange } from '../domain/pin.ts';
import { GateError, type Problem } from '../domain/problem.ts';
import type { Repository } from '../domain/repository.ts';
import { classifyPinChange } from './classifyPinChange.ts';
import { listTouchedPins, type TouchedPin } from './listTouchedPins.ts';

/** A pin that the change touches and that cannot be judged, with what could be read of it. */
export interface PinFailure {
  /** Where the pin is at the head, or was. */
  readonly path: string;
  readonly baseline: Pin | undefined;
  readonly candidate: CandidatePin | undefined;
  readonly problems: readonly Problem[];
}

/** The two commits that are compared, and where to look. */
export type ComparedCommits = Pick<Change, 'base' | 'baseName' | 'head' | 'files'>;

/** Every pin that the change touches is in exactly one of the lists: a broken pin hides no other. Both by path. */
export interface FoundPins {
  readonly changes: readonly PinChange[];
  readonly failures: readonly PinFailure[];
}

/** Each throws a `GateError` for a file that is no pin. */
export interface PinReaders {
  readonly base: (path: string, bytes: Uint8Array) => Pin;
  readonly head: (path: string, bytes: Uint8Array) => CandidatePin;
}

/** One side of a pin: the file was not there, was a pin, or was there and is none. */
interface Side<Kind extends CandidatePin = CandidatePin> {
  readonly pin: Kind | undefined;
  readonly problems: readonly Problem[];
}

interface Sides extends TouchedPin {
  /** Where the baseline was read: `path`, or where the pin was before it moved. */
  readonly basePath: string;
  readonly baseline: Side<Pin>;
  readonly candidate: Side;
}

const ABSENT: Side<never> = { pin: undefined, problems: [] };

/**
 * Finds what the change does to pins: for every touched pin the file at the tip of the base branch against the
 * file at the head. The list of changed files only says where to look, because it may be relative to an older
 * commit of the base branch.
 *
 * A pin that disappears and one that appears with the same agent are one renamed pin, whatever the list calls
 * them: moving and rewriting a pin must not rid it of its baseline.
 *
 * A commit that cannot be read ends the search: the repository's own error is passed on.
 */
export async function findPinChanges(
  change: ComparedCommits,
  repository: Repository,
  isPinPath: (path: string) => boolean,
  readers: PinReaders,
): Promise<FoundPins> {
  const read = async <Kind extends CandidatePin>(
    commit: string,
    path: string,
    readPin: (path: string, bytes: Uint8Array) => Kind,
  ): Promise<Side<Kind>> => {
    const bytes = await repository.read(commit, path);
    return bytes === undefined ? ABSENT : parse(() => readPin(path, bytes));
  };
  const readSides = async (touched: TouchedPin): Promise<Sides> => {
    const [baseline, candidate] = await Promise.all([
      read(change.base, touched.path, readers.base),
      read(change.head, touched.path, readers.head),
    ]);
    return { ...touched, basePath: touched.path, baseline, candidate };
  };

  const touched = listTouchedPins(change.files, isPinPath);
  const sides = joinMovedPins(await Promise.all(touched.map(readSides)));
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

function parse<Kind extends CandidatePin>(read: () => Kind): Side<Kind> {
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

/**
 * Gives each pin that is new at its path the baseline it had where it came from: where the list of changed files
 * says that it was renamed from, else a pin that is gone and has the same agent (several: by path).
 */
function joinMovedPins(all: readonly Sides[]): readonly Sides[] {
  const isNew = (side: Sides) => !isPresent(side.baseline) && isPresent(side.candidate);
  const isGone = (side: Sides) => isPresent(side.baseline) && !isPresent(side.candidate);
  const sources = new Map<Sides, Sides>();
  for (const side of all.filter(isNew)) {
    const source = all.find(({ path, baseline }) => path === side.previousPath && isPresent(baseline));
    if (source !== undefined) sources.set(side, source);
  }
  for (const side of all.filter((one) => isNew(one) && !sources.has(one))) {
    const agent = side.candidate.pin?.agent;
    const taken = new Set(sources.values());
    const source = all.find((one) => isGone(one) && !taken.has(one) && one.baseline.pin?.agent === agent);
    if (agent !== undefined && source !== undefined) sources.set(side, source);
  }

  const moved = new Set([...sources.values()].filter(isGone));
  return all
    .filter((side) => !moved.has(side))
    .map((side) => {
      const source = sources.get(side);
      return source === undefined ? side : { ...side, basePath: source.path, baseline: source.baseline };
    });
}

function classify({ path, basePath, baseline, candidate }: Sides): PinChange[] {
  const renamed = basePath === path ? {} : { previousPath: basePath };
  return [classifyPinChange(path, renamed, baseline.pin, candidate.pin) ?? []].flat();
}

/**
 * A base that cannot be read makes the check fail for the pull request that mends it, too: the way out is to go
 * around the check once, and the sentence has to say so.
 */
function explainBase(problem: Problem, change: ComparedCommits): Problem {
  return {
    ...problem,
    message:
      `On the base branch \`${change.baseName}\`, which production reads: ${problem.message} There is no baseline ` +
      'to compare with until that is mended. Mend it in a change that does nothing else, and let somebody who ' +
      'may bypass this check merge it.',
  };
}
