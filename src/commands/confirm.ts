import { readNumberedPin } from '../config/readPin.ts';
import type { AgentService } from '../domain/agentService.ts';
import type { ChangedFile } from '../domain/change.ts';
import type { Clock } from '../domain/clock.ts';
import type {
  ConfirmationResult,
  ConfirmationState,
  PinConfirmation,
  Push,
  RemovedPin,
} from '../domain/confirmation.ts';
import type { Pin } from '../domain/pin.ts';
import { GateError, type Problem } from '../domain/problem.ts';
import type { Repository } from '../domain/repository.ts';
import { ServiceError } from '../domain/serviceError.ts';
import { findPinsAt } from '../find/findPinsAt.ts';
import { confirmVersion, type VersionCheck } from '../resolve/confirmVersion.ts';
import { toProblems } from '../toProblems.ts';
import { confirmPin } from './confirm/confirmPin.ts';
import { findPromotions, type PushedPins } from './confirm/findPromotions.ts';

/** The world as a confirmation sees it. */
export interface ConfirmPorts {
  readonly repository: Repository;
  /** Files that differ between two commits. */
  readonly listChangedFiles: (before: string, after: string) => Promise<readonly ChangedFile[]>;
  /** Called only when there is a version to ask for. */
  readonly connect: () => Promise<AgentService>;
  readonly clock: Clock;
}

export interface ConfirmSettings {
  /** The full id of the commit whose pins are confirmed. */
  readonly commit: string;
  /** The push that brought it; undefined: there is no promotion to tell of. */
  readonly push: Push | undefined;
  readonly isPinPath: (path: string) => boolean;
}

/** What a confirmation has come to so far; every step adds to it, and the result is made of it. */
interface Progress {
  isCompared: boolean;
  readonly pins: PinConfirmation[];
  readonly removed: RemovedPin[];
  readonly problems: Problem[];
  readonly warnings: string[];
}

/** A pin's file, read or not. */
interface ReadPin {
  readonly path: string;
  readonly pin: Pin | undefined;
  readonly problems: readonly Problem[];
}

const NOTHING_PUSHED: PushedPins = { promotions: new Map(), removed: [] };

/**
 * Confirms that every pin at a commit names a version that is there, of an agent that is not archived, and tells what
 * the push that brought the commit promoted. Nothing is run and no change is judged.
 *
 * What a person can mend never throws: it is among the problems, those of all pins together.
 */
export async function confirm(
  ports: ConfirmPorts,
  settings: ConfirmSettings,
  stop: AbortSignal,
): Promise<ConfirmationResult> {
  const startedAt = ports.clock.now();
  const progress: Progress = { isCompared: false, pins: [], removed: [], problems: [], warnings: [] };
  try {
    await look(progress, ports, settings, stop);
  } catch (error) {
    // What a signal breaks off is no bug.
    if (!stop.aborted) progress.problems.push(...toProblems(error));
  }
  if (stop.aborted) {
    progress.problems.push({
      message: 'The confirmation was stopped by a signal before it was over: run it again.',
    });
  }
  const { commit, push } = settings;
  const pins = progress.pins.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return { ...progress, pins, commit, push, startedAt, durationMs: ports.clock.now() - startedAt };
}

/** The result of a confirmation that failed before it began. Times in milliseconds since the epoch. */
export function failConfirmation(error: unknown, startedAt: number, now: number): ConfirmationResult {
  return {
    ...{ commit: undefined, push: undefined, isCompared: false },
    ...{ pins: [], removed: [], problems: toProblems(error), warnings: [] },
    startedAt,
    durationMs: now - startedAt,
  };
}

async function look(
  progress: Progress,
  ports: ConfirmPorts,
  settings: ConfirmSettings,
  stop: AbortSignal,
): Promise<void> {
  const { repository, clock } = ports;
  const { commit } = settings;

  // 1. Find the pins at the commit and read them as production does.
  const paths = await findPinsAt(commit, repository, settings.isPinPath, undefined);
  const read = await Promise.all(paths.map((path) => readPinAt(repository, commit, path)));

  // 2. Tell what the push did to them.
  const { promotions, removed } = await compare(progress, paths, ports, settings);
  progress.removed.push(...removed);
  const leave = ({ path, pin, problems }: ReadPin, state: ConfirmationState) => {
    const nothing = { config: undefined, drift: [] };
    progress.pins.push({ ...nothing, path, pin, state, promotion: promotions.get(path), problems });
  };
  for (const one of read) if (one.pin === undefined) leave(one, 'broken');
  const pins = read.flatMap(({ pin }) => pin ?? []);
  if (pins.length === 0) return;

  // 3. Ask for each version, once for all pins that name it.
  let service: AgentService;
  try {
    service = await ports.connect();
  } catch (error) {
    progress.problems.push(...toProblems(error));
    for (const pin of pins) leave({ path: pin.path, pin, problems: [] }, 'unconfirmed');
    return;
  }
  const asking = { service, clock, signal: stop };
  const check = rememberChecks((pin) => confirmVersion(pin, asking));
  const warn = (sentence: string) => void progress.warnings.push(sentence);
  const context = { ...asking, commit, repository, check, warn };
  const confirmed = pins.map((pin) => confirmPin(pin, promotions.get(pin.path), context));
  progress.pins.push(...(await Promise.all(confirmed)));
  // 4. Reports are functions of the result: publishConfirmation.ts writes them.
}

/** One question for all pins that name the same version. */
function rememberChecks(ask: (pin: Pin) => Promise<VersionCheck>): (pin: Pin) => Promise<VersionCheck> {
  const known = new Map<string, Promise<VersionCheck>>();
  return (pin) => {
    const key = `${pin.agent} ${pin.version}`;
    const check = known.get(key) ?? ask(pin);
    known.set(key, check);
    return check;
  };
}

async function readPinAt(repository: Repository, commit: string, path: string): Promise<ReadPin> {
  try {
    const bytes = await repository.read(commit, path);
    if (bytes === undefined) throw new Error(`${path} is listed at ${commit} and is not there.`);
    return { path, pin: readNumberedPin(path, bytes), problems: [] };
  } catch (error) {
    if (!(error instanceof GateError)) throw error;
    return { path, pin: undefined, problems: error.problems };
  }
}

/** No confirmation depends on it: what cannot be compared is a warning. */
async function compare(
  progress: Progress,
  paths: readonly string[],
  { repository, listChangedFiles }: ConfirmPorts,
  { commit, push, isPinPath }: ConfirmSettings,
): Promise<PushedPins> {
  if (push?.before === undefined) return NOTHING_PUSHED;
  const { branch, before } = push;
  try {
    const context = { repository, listChangedFiles, isPinPath, paths };
    const pushed = await findPromotions({ branch, before }, commit, context);
    progress.isCompared = true;
    return pushed;
  } catch (error) {
    if (!(error instanceof GateError || error instanceof ServiceError)) throw error;
    const [first] = toProblems(error);
    progress.warnings.push(
      `What this push changed could not be told, as the commit before it could not be read: ${first?.message ?? ''}`,
    );
    return NOTHING_PUSHED;
  }
}
