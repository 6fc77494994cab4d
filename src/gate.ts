import { checkGate } from './config/checkGate.ts';
import { listNamedFiles } from './config/listNamedFiles.ts';
import { type LoadedFixtureChanges, loadFixtureChanges } from './config/loadFixtureChanges.ts';
import { loadFixtures } from './config/loadFixtures.ts';
import { type LoadedPolicy, loadPolicy, policyPathOf } from './config/loadPolicy.ts';
import { readNumberedPin, readPin } from './config/readPin.ts';
import { combineVerdicts } from './decide/combineVerdicts.ts';
import { decide } from './decide/decide.ts';
import { failPin } from './decide/failPin.ts';
import { planRerun } from './decide/planRerun.ts';
import type { AgentService } from './domain/agentService.ts';
import type { Change } from './domain/change.ts';
import type { Clock } from './domain/clock.ts';
import type { Evaluation, PinPlan, RunIdentity } from './domain/evaluation.ts';
import type { Fixture } from './domain/fixture.ts';
import { HeadMovedError } from './domain/headMoved.ts';
import type { Log } from './domain/log.ts';
import type { EvaluatedPinChange, PinChange } from './domain/pin.ts';
import { GateError, type Problem } from './domain/problem.ts';
import type { ProgressDisplay } from './domain/progressDisplay.ts';
import type { Repository } from './domain/repository.ts';
import type { PinResult, RunResult } from './domain/result.ts';
import { evaluate } from './evaluate/evaluate.ts';
import { checkFork } from './find/checkFork.ts';
import { findPinChanges, type PinFailure } from './find/findPinChanges.ts';
import { findTouchedGates } from './find/findTouchedGates.ts';
import { createEnvironmentResolver } from './resolve/createEnvironmentResolver.ts';
import { type BetweenVersions, listBetween } from './resolve/listBetween.ts';
import { type ResolvedVersions, resolveVersions } from './resolve/resolveVersions.ts';
import { toProblems } from './toProblems.ts';

/** The world as the gate sees it. */
export interface GatePorts {
  /** Resolves base and head, once. */
  readonly resolveChange: () => Promise<Change>;
  readonly repository: Repository;
  /** Called only when something is to be evaluated: most pull requests change no pin and need no key. */
  readonly connect: () => Promise<AgentService>;
  readonly clock: Clock;
  readonly log: Log;
  /** Where there is somebody to watch the evaluation; undefined: its progress goes into the log. */
  readonly display?: ProgressDisplay | undefined;
  /** Uniform in [0, 1); the order within a pair comes from it, no verdict does. */
  readonly random: () => number;
}

export interface GateSettings {
  readonly isPinPath: (path: string) => boolean;
  readonly forks: 'refuse' | 'evaluate';
  readonly run: RunIdentity;
}

const NO_FIXTURE_CHANGES: LoadedFixtureChanges = {
  changes: { added: [], removed: [], edited: [] },
  runnable: [],
  warnings: [],
};

/** A pin on its way through the story: what it is, and what each step has added to it. */
interface FoundPin {
  readonly pin: EvaluatedPinChange;
}

interface ReadPin extends FoundPin {
  readonly loaded: LoadedPolicy;
  readonly fixtures: readonly Fixture[];
  readonly fixtureChanges: LoadedFixtureChanges;
}

interface ResolvedPin extends ReadPin {
  readonly versions: ResolvedVersions;
  readonly between: BetweenVersions;
  readonly environment: string;
}

/** What a run has come to so far; every step adds to it, and the result is made of it. */
interface Progress {
  change: Change | undefined;
  readonly pins: PinResult[];
  readonly problems: Problem[];
  readonly warnings: string[];
}

/**
 * Judges a change: the whole story of one run up to its reports, which are functions of the result.
 *
 * What a person can mend never throws: it is a result with the verdict `error`. When `stop` aborts, no new
 * session starts, those that run are interrupted and archived, and the result says so.
 */
export async function gate(ports: GatePorts, settings: GateSettings, stop: AbortSignal): Promise<RunResult> {
  const startedAt = ports.clock.now();
  const progress: Progress = { change: undefined, pins: [], problems: [], warnings: [] };
  let overtaken = false;
  try {
    await judge(progress, ports, settings, stop);
  } catch (error) {
    overtaken = error instanceof HeadMovedError;
    progress.problems.push(...toProblems(error));
  }
  if (stop.aborted && progress.problems.length === 0) {
    progress.problems.push({
      message: 'The run was stopped by a signal before it was over: run the check again.',
    });
  }
  const { change, pins, problems, warnings } = progress;
  return {
    verdict: combineVerdicts(pins, problems.length > 0),
    change,
    pins: pins.toSorted((a, b) => (a.path < b.path ? -1 : 1)),
    problems,
    warnings,
    leavesComment: overtaken || stop.aborted,
    startedAt,
    durationMs: ports.clock.now() - startedAt,
  };
}

/** The result of a run that failed before there was a change to look at. Times in milliseconds since the epoch. */
export function failRun(error: unknown, startedAt: number, now: number): RunResult {
  return {
    verdict: 'error',
    change: undefined,
    pins: [],
    problems: toProblems(error),
    warnings: [],
    startedAt,
    durationMs: now - startedAt,
  };
}

async function judge(
  progress: Progress,
  ports: GatePorts,
  settings: GateSettings,
  stop: AbortSignal,
): Promise<void> {
  const { repository, clock, log, display, random } = ports;

  // 1. Find the pins that the change touches, and the gate files whose next bump it could break.
  const change = await ports.resolveChange();
  progress.change = change;
  const [{ changes, failures }, touched] = await Promise.all([
    findPinChanges(change, repository, settings.isPinPath, { base: readNumberedPin, head: readPin }),
    findTouchedGates(change, repository, settings.isPinPath, listNamedFiles),
  ]);
  progress.pins.push(...failures.map(reportUnreadable), ...changes.flatMap(settle));
  progress.problems.push(...touched.problems);
  const broken = await Promise.all(touched.gates.map((path) => checkGate(repository, change.head, path)));
  progress.problems.push(...broken.flat());

  // 2. Read policy and fixtures, from the base branch.
  const found = changes.filter(needsEvaluation).map((pin): FoundPin => ({ pin }));
  const read = await forEachPin(progress, found, async ({ pin }): Promise<ReadPin> => {
    const refusal = checkFork(pin, change, settings.forks);
    if (refusal !== undefined) throw new GateError(refusal);
    const loaded = await loadPolicy(repository, change, pin);
    const fixtures = await loadFixtures(repository, loaded.source.commit, loaded.file);
    const isTouched = touched.gates.includes(policyPathOf(pin.path));
    const fixtureChanges = isTouched
      ? await loadFixtureChanges(repository, change, { ...loaded, fixtures }, policyPathOf(pin.path))
      : NO_FIXTURE_CHANGES;
    progress.warnings.push(...fixtureChanges.warnings);
    return { pin, loaded, fixtures, fixtureChanges };
  });
  if (read.length === 0) return;

  // 3. Resolve both versions, and the environment they run in.
  const service = await ports.connect();
  const findEnvironment = createEnvironmentResolver({ service, clock, signal: stop });
  const resolved = await forEachPin(progress, read, async (item): Promise<ResolvedPin> => {
    const { source } = item.loaded;
    const versions = await resolveVersions(item.pin, { service, clock, source, signal: stop });
    const [environment, between] = await Promise.all([
      findEnvironment(source),
      listBetween(item.pin, { service, clock, signal: stop }),
    ]);
    progress.warnings.push(...between.warnings);
    return { ...item, versions, between, environment };
  });
  if (progress.problems.length > 0 || progress.pins.some(({ state }) => state === 'failed')) {
    // The check fails anyway, and sessions cost money: mend first, then evaluate everything once.
    progress.pins.push(...resolved.map(({ pin }) => failPin(pin, [explainNotStarted(pin)])));
    return;
  }

  // 4. Evaluate every fixture on both versions, 5. grade each reply as it comes, and 6. confirm what the first trials
  // show: whenever a pin's trials are over, its policy's rule says which fixtures run again (planRerun).
  const evaluations = await evaluate(
    resolved.map(toPlan),
    { service, clock, log, display, random },
    settings.run,
    stop,
  );

  // 7. Decide, pin by pin. 8. Reports are functions of the result: publish.ts writes them.
  for (const [index, item] of resolved.entries()) {
    const evaluation = evaluations[index];
    if (evaluation === undefined) throw new Error(`No evaluation came back for ${item.pin.path}.`);
    progress.pins.push(conclude(item, evaluation));
  }
}

function needsEvaluation(pin: PinChange): pin is EvaluatedPinChange {
  return pin.kind !== 'removed' && pin.kind !== 'unchanged';
}

/** Pins that nothing has to be run for. */
function settle(pin: PinChange): PinResult[] {
  if (needsEvaluation(pin)) return [];
  return [{ state: pin.kind, path: pin.path, baseline: pin.baseline }];
}

function reportUnreadable({ path, baseline, candidate, problems }: PinFailure): PinResult {
  return {
    state: 'failed',
    path,
    change: undefined,
    baselineVersion: baseline?.version,
    candidateVersion: candidate?.version,
    versionLine: candidate?.versionLine,
    problems,
    effort: { sessions: 0, costUsd: 0, durationMs: 0 },
  };
}

/** Takes each pin one step further; one that cannot go on is reported and holds up no other. */
async function forEachPin<From extends FoundPin, To>(
  progress: Progress,
  items: readonly From[],
  step: (item: From) => Promise<To>,
): Promise<readonly To[]> {
  const results = await Promise.all(
    items.map(async (item): Promise<{ to: To } | { failure: PinResult }> => {
      try {
        return { to: await step(item) };
      } catch (error) {
        return { failure: failPin(item.pin, toProblems(error)) };
      }
    }),
  );
  progress.pins.push(...results.flatMap((result) => ('failure' in result ? [result.failure] : [])));
  return results.flatMap((result) => ('to' in result ? [result.to] : []));
}

function explainNotStarted({ path, candidate }: EvaluatedPinChange): Problem {
  const message =
    'Not evaluated: no session is started while the change has other problems. Mend those, and this pin is evaluated too.';
  return { file: path, line: candidate.versionLine, message };
}

function toPlan({ pin, loaded, fixtures, fixtureChanges, versions, environment }: ResolvedPin): PinPlan {
  return {
    pin: pin.path,
    ...versions,
    environment,
    policy: loaded.source.policy,
    policyPath: loaded.source.path,
    fixtures,
    informational: fixtureChanges.runnable,
    // A new pin has nothing to be worse than.
    ...(versions.baseline === undefined
      ? {}
      : { confirm: (results) => planRerun(results, loaded.source.policy) }),
  };
}

function conclude(item: ResolvedPin, evaluation: Evaluation): PinResult {
  const { fixtures, informational, effort, problems, unconfirmed } = evaluation;
  const { pin, loaded, versions, fixtureChanges } = item;
  const { policy } = loaded.source;
  if (problems.length > 0) {
    const baseline = pin.kind === 'added' ? undefined : pin.baseline;
    const judged = { baseline, candidate: pin.candidate, policy, fixtures: item.fixtures };
    return failPin(pin, problems, effort, judged);
  }
  const previousPath = 'previousPath' in pin ? pin.previousPath : undefined;
  return {
    state: 'evaluated',
    path: pin.path,
    change: pin.kind,
    previousPath,
    baseline:
      pin.kind === 'added' || versions.baseline === undefined
        ? undefined
        : { pin: pin.baseline, config: versions.baseline },
    candidate: { pin: pin.candidate, config: versions.candidate },
    between: item.between.versions,
    source: loaded.source,
    fixtureFiles: loaded.file.fixturePaths,
    decision: decide({ results: fixtures, hasBaseline: pin.kind !== 'added', policy, unconfirmed }),
    fixtureChanges: fixtureChanges.changes,
    informational,
    effort,
  };
}
