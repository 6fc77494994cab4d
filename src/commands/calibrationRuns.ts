import type { LoadedPolicy } from '../config/loadPolicy.ts';
import { addPasses } from '../decide/calibrate/addPasses.ts';
import { findReasons } from '../decide/calibrate/findReasons.ts';
import { decide } from '../decide/decide.ts';
import { planRerun } from '../decide/planRerun.ts';
import type { AgentVersion } from '../domain/agent.ts';
import type { BlockReasons, FixturePasses } from '../domain/calibration.ts';
import type { Evaluation, PinPlan, RunIdentity } from '../domain/evaluation.ts';
import type { Fixture } from '../domain/fixture.ts';
import type { Log } from '../domain/log.ts';
import type { Pin } from '../domain/pin.ts';
import type { Problem } from '../domain/problem.ts';
import type { Effort } from '../domain/result.ts';
import { createPacer } from '../evaluate/createPacer.ts';
import { estimatePlan } from '../evaluate/estimatePlan.ts';
import { type EvaluationPorts, evaluate } from '../evaluate/evaluate.ts';
import { formatUsd } from '../evaluate/formatUsd.ts';
import { countRuns, findLeft, findTotal, refuseEstimate, refuseNextRun } from './calibrationCost.ts';

/** A pin that may be run. */
export interface ResolvedPin {
  readonly path: string;
  readonly pin: Pin;
  readonly loaded: LoadedPolicy;
  readonly fixtures: readonly Fixture[];
  readonly config: AgentVersion;
  readonly environment: string;
}

export interface RunSettings {
  /** From 1. */
  readonly runs: number;
  /** US dollars for all runs of one pin; undefined: what its policy allows one run of the gate. */
  readonly maxCostUsd: number | undefined;
  readonly run: RunIdentity;
}

/** What a pin's runs have come to. Of trials only counts are kept: replies take room, and are not reported. */
export interface Tally {
  readonly item: ResolvedPin;
  passes: readonly FixturePasses[];
  readonly reasons: BlockReasons[];
  /** Why no more runs begin; empty while they may. */
  problems: readonly Problem[];
  effort: Effort;
}

const NOTHING_RUN: Effort = { sessions: 0, costUsd: 0, durationMs: 0 };

/** One run after the other, within one budget of rates: production shares the organisation's limits. */
export async function runAll(
  tallies: readonly Tally[],
  ports: Omit<EvaluationPorts, 'pacer'>,
  settings: RunSettings,
  stop: AbortSignal,
): Promise<void> {
  const planAll = (some: readonly Tally[]) => some.map((tally) => toPlan(tally, settings));
  const pacer = createPacer(planAll(tallies), ports.clock);
  for (let run = 1; run <= settings.runs; run += 1) {
    for (const tally of tallies.filter(isOpen)) checkCost(tally, settings);
    const open = tallies.filter(isOpen);
    if (open.length === 0) break;
    ports.log.info(`Calibration: run ${run} of ${settings.runs}`);
    const evaluations = await evaluate(planAll(open), { ...ports, pacer }, settings.run, stop);
    for (const [index, tally] of open.entries()) {
      const evaluation = evaluations[index];
      if (evaluation === undefined) throw new Error(`No evaluation came back for ${tally.item.path}.`);
      take(tally, evaluation, run, ports.log);
    }
  }
}

/** Nothing has run yet: says what it will take, and refuses what would cost too much. */
export function openTally(item: ResolvedPin, settings: RunSettings, log: Log): Tally {
  const tally: Tally = { item, passes: [], reasons: [], problems: [], effort: NOTHING_RUN };
  const { path, pin, loaded } = item;
  const { runs } = settings;
  const total = findTotal(loaded.source.policy, settings.maxCostUsd);
  const one = estimatePlan(toPlan(tally, settings));
  const rate = loaded.source.policy.limits['creates-per-minute'];
  const sessions = runs * one.sessions;
  log.info(
    `${path}: ${countRuns(runs)} of version ${pin.version} against itself: ${sessions} sessions, about ${formatUsd(runs * one.costUsd)} ` +
      `and ${Math.ceil(sessions / rate)} min at ${rate} a minute; what is run again comes on top. Ceiling: ${formatUsd(total.usd)} ${total.whose}`,
  );
  const refusal = refuseEstimate(path, runs, one, total);
  if (refusal !== undefined) tally.problems = [{ file: loaded.source.path, message: refusal }];
  return tally;
}

function checkCost(tally: Tally, { runs, maxCostUsd }: RunSettings): void {
  const { item, reasons, effort } = tally;
  const { policy, path } = item.loaded.source;
  const total = findTotal(policy, maxCostUsd);
  const refusal = refuseNextRun(item.path, runs, reasons.length, effort.costUsd, total);
  if (refusal !== undefined) tally.problems = [{ file: path, message: refusal }];
}

export function explainNotStarted({ path, pin }: ResolvedPin): Problem {
  const message =
    'Not calibrated: no session is started while another pin has problems. Mend those, and this pin is calibrated too.';
  return { file: path, line: pin.versionLine, message };
}

/** Whether more runs may begin. */
export function isOpen({ problems }: Tally): boolean {
  return problems.length === 0;
}

/** One run: the version against itself, as the gate would run two. */
function toPlan({ item, effort }: Tally, { maxCostUsd }: RunSettings): PinPlan {
  const { path, loaded, fixtures, config, environment } = item;
  const { policy, path: policyPath } = loaded.source;
  // What the gate would break off for its cost is broken off here, too.
  const ceiling = findLeft(findTotal(policy, maxCostUsd), effort.costUsd, policy);
  return {
    ...{ pin: path, baseline: config, candidate: config, environment, policy, policyPath, fixtures },
    ...(ceiling === undefined ? {} : { ceiling }),
    informational: [],
    confirm: (results) => planRerun(results, policy),
  };
}

/** Judges a finished run, or ends the pin's calibration with why there is nothing to judge. */
function take(tally: Tally, evaluation: Evaluation, run: number, log: Log): void {
  const { path, pin, loaded } = tally.item;
  const { policy } = loaded.source;
  const { effort, fixtures, unconfirmed, problems } = evaluation;
  tally.effort = {
    sessions: tally.effort.sessions + effort.sessions,
    costUsd: tally.effort.costUsd + effort.costUsd,
    durationMs: tally.effort.durationMs + effort.durationMs,
  };
  if (problems.length > 0) {
    tally.problems = problems;
    return;
  }
  const decision = decide({ results: fixtures, hasBaseline: true, policy, unconfirmed });
  if (decision.verdict === 'error') {
    const message = `Run ${run} could not be evaluated, and the calibration ends there. ${decision.reasons.join(' ')}`;
    tally.problems = [{ file: path, line: pin.versionLine, message }];
    return;
  }
  const reasons = findReasons(decision);
  tally.reasons.push(reasons);
  tally.passes = addPasses(tally.passes, fixtures);
  log.info(`${path}: run ${run} was ${reasons.blocked ? 'blocked' : 'not blocked'}`);
}
