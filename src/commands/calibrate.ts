import { loadFixtures } from '../config/loadFixtures.ts';
import type { LoadedPolicy } from '../config/loadPolicy.ts';
import { loadPolicyAt } from '../config/loadPolicyAt.ts';
import { readNumberedPin } from '../config/readPin.ts';
import { estimateCalibration } from '../decide/calibrate/estimateCalibration.ts';
import type { AgentService } from '../domain/agentService.ts';
import type { CalibrationResult, PinCalibration } from '../domain/calibration.ts';
import type { Clock } from '../domain/clock.ts';
import type { Fixture } from '../domain/fixture.ts';
import type { Log } from '../domain/log.ts';
import type { Pin } from '../domain/pin.ts';
import { GateError, type Problem } from '../domain/problem.ts';
import type { Repository } from '../domain/repository.ts';
import type { Effort } from '../domain/result.ts';
import { findPinsAt } from '../find/findPinsAt.ts';
import { createEnvironmentResolver } from '../resolve/createEnvironmentResolver.ts';
import { resolvePinned } from '../resolve/resolvePinned.ts';
import { toProblems } from '../toProblems.ts';
import {
  explainNotStarted,
  isOpen,
  openTally,
  type ResolvedPin,
  type RunSettings,
  runAll,
  type Tally,
} from './calibrationRuns.ts';

/** What the simulation's numbers follow from: the same trials come to the same report. */
const SEED = 1;

/** The world as a calibration sees it. */
export interface CalibratePorts {
  /** The full id of the commit whose pins, policies and fixtures are calibrated. */
  readonly resolveCommit: () => Promise<string>;
  readonly repository: Repository;
  readonly connect: () => Promise<AgentService>;
  readonly clock: Clock;
  readonly log: Log;
  /** Uniform in [0, 1); the order within a pair comes from it. */
  readonly random: () => number;
}

export interface CalibrateSettings extends RunSettings {
  readonly isPinPath: (path: string) => boolean;
  /** The one pin that is asked for; undefined: all that match. */
  readonly pin: string | undefined;
}

/** A pin on its way through the story: what it is, and what each step has added to it. */
interface ReadPin {
  readonly path: string;
  readonly pin: Pin;
  readonly loaded: LoadedPolicy;
  readonly fixtures: readonly Fixture[];
}

/** What a calibration has come to so far; every step adds to it, and the result is made of it. */
interface Progress {
  commit: string | undefined;
  readonly pins: PinCalibration[];
  readonly problems: Problem[];
}

const NOTHING_RUN: Effort = { sessions: 0, costUsd: 0, durationMs: 0 };

/**
 * Runs each pinned version against itself several times, under its own policy and fixtures: what the gate is worth
 * there, how often it blocks falsely, which fixtures waver, what it would see. It gives no verdict.
 *
 * What a person can mend never throws: it is among the problems. When a run cannot be evaluated, when the money is used
 * up, or when `stop` aborts, the runs that were finished are reported all the same.
 */
export async function calibrate(
  ports: CalibratePorts,
  settings: CalibrateSettings,
  stop: AbortSignal,
): Promise<CalibrationResult> {
  const startedAt = ports.clock.now();
  const progress: Progress = { commit: undefined, pins: [], problems: [] };
  try {
    await measure(progress, ports, settings, stop);
  } catch (error) {
    progress.problems.push(...toProblems(error));
  }
  const isExplained = [progress, ...progress.pins].some(({ problems }) => problems.length > 0);
  if (stop.aborted && !isExplained) {
    progress.problems.push({ message: 'The calibration was stopped by a signal before it was over.' });
  }
  const pins = progress.pins.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  return { ...progress, pins, runs: settings.runs, startedAt, durationMs: ports.clock.now() - startedAt };
}

/** The result of a calibration that failed before it began. Times in milliseconds since the epoch. */
export function failCalibration(
  error: unknown,
  runs: number,
  startedAt: number,
  now: number,
): CalibrationResult {
  return {
    commit: undefined,
    runs,
    pins: [],
    problems: toProblems(error),
    startedAt,
    durationMs: now - startedAt,
  };
}

async function measure(
  progress: Progress,
  ports: CalibratePorts,
  settings: CalibrateSettings,
  stop: AbortSignal,
): Promise<void> {
  const { repository, clock, log } = ports;

  // 1. Find the pins at the commit.
  const commit = await ports.resolveCommit();
  progress.commit = commit;
  const paths = await findPinsAt(commit, repository, settings.isPinPath, settings.pin);

  // 2. Read pin, policy and fixtures there.
  const found = paths.map((path) => ({ path }));
  const read = await forEachPin(progress, found, async ({ path }): Promise<ReadPin> => {
    const pin = await loadPin(repository, commit, path);
    const loaded = await loadPolicyAt(repository, commit, pin);
    return { path, pin, loaded, fixtures: await loadFixtures(repository, commit, loaded.file) };
  });
  if (read.length === 0) return;

  // 3. Resolve the pinned versions, with the gate's refusals, and the environment they run in.
  const service = await ports.connect();
  const findEnvironment = createEnvironmentResolver({ service, clock, signal: stop });
  const resolved = await forEachPin(progress, read, async (item): Promise<ResolvedPin> => {
    const { source } = item.loaded;
    const config = await resolvePinned(item.pin, { service, clock, source, signal: stop });
    return { ...item, config, environment: await findEnvironment(source) };
  });

  // 4. Say what it will take, and refuse what would cost too much.
  const tallies = resolved.map((item) => openTally(item, settings, log));
  if (progress.pins.length > 0 || !tallies.every(isOpen)) {
    // The command fails anyway, and sessions cost money: mend first, then calibrate everything once.
    for (const tally of tallies.filter(isOpen)) tally.problems = [explainNotStarted(tally.item)];
  }

  // 5. Run every version against itself, 6. and judge it as the gate would, run by run.
  if (tallies.some(isOpen)) await runAll(tallies, { ...ports, service }, settings, stop);

  // 7. Estimate what many more runs would show. 8. Reports are functions of the result: publishCalibration.ts.
  for (const tally of tallies) progress.pins.push(conclude(tally, stop.aborted));
}

/** Takes each pin one step further; one that cannot go on is reported and holds up no other. */
async function forEachPin<From extends { readonly path: string }, To>(
  progress: Progress,
  items: readonly From[],
  step: (item: From) => Promise<To>,
): Promise<readonly To[]> {
  const results = await Promise.all(
    items.map(async (item): Promise<{ to: To } | { failure: PinCalibration }> => {
      try {
        return { to: await step(item) };
      } catch (error) {
        return { failure: failPin(item.path, toProblems(error)) };
      }
    }),
  );
  progress.pins.push(...results.flatMap((result) => ('failure' in result ? [result.failure] : [])));
  return results.flatMap((result) => ('to' in result ? [result.to] : []));
}

function failPin(path: string, problems: readonly Problem[]): PinCalibration {
  return {
    ...{ path, problems, effort: NOTHING_RUN },
    ...{ pin: undefined, config: undefined, source: undefined, calibration: undefined },
  };
}

async function loadPin(repository: Repository, commit: string, path: string): Promise<Pin> {
  const bytes = await repository.read(commit, path);
  if (bytes !== undefined) return readNumberedPin(path, bytes);
  throw new GateError({ file: path, message: `Commit ${commit.slice(0, 10)} has no such file.` });
}

function conclude({ item, passes, reasons, problems, effort }: Tally, isStopped: boolean): PinCalibration {
  const { path, pin, loaded, config } = item;
  const { source } = loaded;
  // A process that is being stopped has no seconds left to simulate in.
  const seed = isStopped ? undefined : SEED;
  return {
    ...{ path, pin, config, source, problems, effort },
    calibration: reasons.length === 0 ? undefined : estimateCalibration(passes, reasons, source.policy, seed),
  };
}
