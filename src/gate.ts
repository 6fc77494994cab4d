import { checkGate } from './config/checkGate.ts';
import { findUnpinnedDraft } from './config/findUnpinnedDraft.ts';
import { listNamedFiles } from './config/listNamedFiles.ts';
import { loadPolicy } from './config/loadPolicy.ts';
import { readNumberedPin, readPin } from './config/readPin.ts';
import { combineVerdicts } from './decide/combineVerdicts.ts';
import { failPin } from './decide/failPin.ts';
import type { AgentService } from './domain/agentService.ts';
import type { Change } from './domain/change.ts';
import type { Clock } from './domain/clock.ts';
import type { RunIdentity } from './domain/evaluation.ts';
import { HeadMovedError } from './domain/headMoved.ts';
import type { Log } from './domain/log.ts';
import type { EvaluationMemory } from './domain/memory.ts';
import type { EvaluatedPinChange, PinChange } from './domain/pin.ts';
import type { PinHistory } from './domain/pinHistory.ts';
import { GateError, type Problem } from './domain/problem.ts';
import type { ProgressDisplay } from './domain/progressDisplay.ts';
import type { Repository } from './domain/repository.ts';
import type { RunResult } from './domain/result.ts';
import { evaluate } from './evaluate/evaluate.ts';
import { checkDraft } from './find/checkDraft.ts';
import { checkFork } from './find/checkFork.ts';
import { findPinChanges } from './find/findPinChanges.ts';
import { findTouchedGates } from './find/findTouchedGates.ts';
import { concludePin } from './gate/concludePin.ts';
import { findFastLane } from './gate/findFastLane.ts';
import { goBack } from './gate/goBack.ts';
import { makeFirst } from './gate/makeDraft.ts';
import { forEachPin, type Progress, type Step } from './gate/progress.ts';
import { readForGate } from './gate/readForGate.ts';
import { recallEvaluation } from './gate/recallEvaluation.ts';
import { recallKept } from './gate/recallKept.ts';
import { resolveForGate } from './gate/resolveForGate.ts';
import { reportUnreadable } from './gate/reportUnreadable.ts';
import { settleFound } from './gate/settleFound.ts';
import type { FoundPin, ReadPin, ResolvedPin } from './gate/stages.ts';
import { toPlan } from './gate/toPlan.ts';
import { createEnvironmentResolver } from './resolve/createEnvironmentResolver.ts';
import { toProblems } from './toProblems.ts';

/** The world as the gate sees it. */
export interface GatePorts {
  /** Resolves base and head, once. */
  readonly resolveChange: () => Promise<Change>;
  readonly repository: Repository;
  /** Called only when something is to be evaluated: most pull requests change no pin and need no key. */
  readonly connect: () => Promise<AgentService>;
  readonly history: PinHistory;
  /** Undefined where no comment keeps anything. */
  readonly memory?: EvaluationMemory | undefined;
  /** Throws a `HeadMovedError` when the change is not its pull request's newest any more, a `GateError` when that is closed. */
  readonly assertCurrent?: (change: Change) => Promise<void>;
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
  const warn = (sentence: string) => void progress.warnings.push(sentence);

  // 1. Find the pins that the change touches, and the gate files whose next bump it could break.
  const change = await ports.resolveChange();
  progress.change = change;
  const [{ changes, failures }, touched] = await Promise.all([
    findPinChanges(change, repository, settings.isPinPath, { base: readNumberedPin, head: readPin }),
    findTouchedGates(change, repository, settings.isPinPath, listNamedFiles),
  ]);
  progress.pins.push(...failures.map(reportUnreadable), ...changes.flatMap(settleFound));
  progress.problems.push(...touched.problems);
  const broken = await Promise.all(touched.gates.map(({ gate }) => checkGate(repository, change.head, gate)));
  progress.problems.push(...broken.flat());
  for (const paths of touched.gates) {
    const unpinned = await findUnpinnedDraft(repository, change, paths);
    if (unpinned !== undefined) warn(unpinned);
  }

  // 2. Read the policy, from the base branch. What goes back to a version that was live before takes the fast lane and
  // is done here; for the others read the fixtures and, for `version: next`, the agent file of the change.
  const found = changes.filter(needsEvaluation).map((pin): FoundPin => ({ pin }));
  const read = await forEachPin(progress, found, async ({ pin }): Promise<Step<ReadPin>> => {
    const refusal = checkFork(pin, change, settings.forks) ?? checkDraft(pin, change);
    if (refusal !== undefined) throw new GateError(refusal);
    const loaded = await loadPolicy(repository, change, pin);
    // Side by side: what goes back needs none of the files, whatever is wrong with them.
    const reading = readForGate(pin, loaded, { repository, change });
    void reading.catch(() => undefined);
    const { lane, warnings } = await findFastLane(pin, loaded.source.policy, change, ports.history);
    if (lane !== undefined) {
      const context = { ...ports, signal: stop, change };
      return { result: await goBack(lane, loaded, context, warn) };
    }
    const files = await reading;
    for (const warning of [...warnings, ...files.warnings]) warn(warning);
    return { next: files.read };
  });
  if (read.length === 0) return;

  // 3. Resolve both versions, and the environment they run in. A good evaluation of the same that this pull request
  // remembers is not run again.
  const service = await ports.connect();
  const context = { service, clock, signal: stop, repository, change };
  const findEnvironment = createEnvironmentResolver(context);
  const kept = recallKept(ports.memory, change, warn);
  const resolved = await forEachPin(progress, read, async (item): Promise<Step<ResolvedPin>> => {
    const step = await resolveForGate(item, context, warn);
    if ('result' in step) return step;
    const environment = await findEnvironment(item.loaded.source);
    const next = { ...step.next, environment };
    const recalled = await recallEvaluation(next, await kept, clock.now(), context);
    for (const warning of recalled.warnings) warn(warning);
    return recalled.result === undefined ? { next } : { result: recalled.result };
  });
  if (fails(progress)) return holdBack(progress, resolved);
  // A draft that no session can be given becomes a version now; every other one only if it turns out well.
  const making = {
    isAllowed: change.kind === 'pull-request',
    assertCurrent: async () => ports.assertCurrent?.(change),
  };
  const ready = await forEachPin(progress, resolved, async (item) => ({
    next: await makeFirst(item, making, context),
  }));
  // Where none may be made that is nothing to mend, and the others can be tried all the same.
  if (making.isAllowed && fails(progress)) return holdBack(progress, ready);

  // 4. Evaluate every fixture on both versions, 5. grade each reply as it comes, and 6. confirm what the first trials
  // show: whenever a pin's trials are over, its policy's rule says which fixtures run again (planRerun).
  const evaluations = await evaluate(
    ready.map(toPlan),
    { service, clock, log, display, random },
    settings.run,
    stop,
  );

  // 7. Decide, pin by pin, and make the version of a draft that is good. 8. Reports are functions of the result:
  // publish.ts writes them.
  for (const [index, item] of ready.entries()) {
    const evaluation = evaluations[index];
    if (evaluation === undefined) throw new Error(`No evaluation came back for ${item.pin.path}.`);
    progress.pins.push(await concludePin(item, evaluation, making, context));
  }
}

function fails({ problems, pins }: Progress): boolean {
  return problems.length > 0 || pins.some(({ state }) => state === 'failed');
}

/** The check fails anyway, and sessions cost money: mend first, then evaluate everything once. */
function holdBack({ pins }: Progress, items: readonly FoundPin[]): void {
  pins.push(...items.map(({ pin }) => failPin(pin, [explainNotStarted(pin)])));
}

function needsEvaluation(pin: PinChange): pin is EvaluatedPinChange {
  return pin.kind !== 'removed' && pin.kind !== 'unchanged';
}

function explainNotStarted({ path, candidate }: EvaluatedPinChange): Problem {
  const message =
    'Not evaluated: no session is started while the change has other problems. Mend those, and this pin is evaluated too.';
  return { file: path, line: candidate.versionLine, message };
}
