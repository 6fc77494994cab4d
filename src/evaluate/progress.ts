import type { Rerun } from '../domain/evaluation.ts';
import type { Log } from '../domain/log.ts';
import type { PinProgress } from '../domain/progressDisplay.ts';
import type { EvaluationPorts } from './evaluate.ts';
import { findCeiling } from './findCeiling.ts';
import { formatUsd } from './formatUsd.ts';
import type { PinRun } from './pinRun.ts';
import { findPrice } from './prices.ts';

const EVERY_MS = 5_000;
/** Often enough to look alive. */
const FRAME_MS = 200;

/** What is about to run, one group for each pin. */
export function announce(pins: readonly PinRun[], log: Log): void {
  for (const { plan, total, estimateUsd, problems } of pins) {
    const { baseline, candidate, overrides, policy, fixtures, informational, confirm } = plan;
    const what = `${count(total, 'session')}, about ${formatUsd(estimateUsd)}`;
    log.startGroup(problems.length === 0 ? `${plan.pin}: ${what}` : `${plan.pin}: refused (${what})`);
    for (const problem of problems) log.warning(problem.message);
    if (baseline !== undefined) log.info(`baseline: version ${baseline.version} (${baseline.model.id})`);
    const draft = overrides === undefined ? '' : 'draft over ';
    log.info(`candidate: ${draft}version ${candidate.version} (${candidate.model.id})`);
    const again = confirm !== undefined && policy.policy.rule === 'confirmed';
    const added = informational.length === 0 ? '' : `, ${informational.length} more for information only`;
    log.info(
      `${count(fixtures.length, 'fixture')}${added}, ${count(policy.policy.trials, 'trial')} of each on each version` +
        (again ? '; what flips in a team where one breaks is run again' : ''),
    );
    const { usd, whose } = findCeiling(plan);
    log.info(`ceiling: ${formatUsd(usd)} ${plan.ceiling === undefined ? '(limits.max-cost-usd)' : whose}`);
    log.endGroup();
  }
  for (const model of unpricedModels(pins))
    log.warning(
      `The price of ${model} is not known here: its cost is counted at the price of the most expensive model that is.`,
    );
}

/** What the trials so far settled, and what is run again and why. */
export function announceRerun({ plan }: PinRun, { lines }: Rerun, log: Log): void {
  for (const line of lines) log.info(`${plan.pin}: ${line}`);
}

/** A warning when a re-run costs too much to begin or to go on; nothing is to be said otherwise. */
export function announceUnconfirmed({ unconfirmed }: PinRun, log: Log): void {
  if (unconfirmed !== undefined) log.warning(unconfirmed.message);
}

/** Until `signal` aborts: a line for each pin that still runs every five seconds, or what a display shows. */
export async function reportProgress(
  pins: readonly PinRun[],
  { clock, log, display }: Pick<EvaluationPorts, 'clock' | 'log' | 'display'>,
  signal: AbortSignal,
): Promise<void> {
  const startedAt = clock.now();
  for (;;) {
    await clock.sleep(display === undefined ? EVERY_MS : FRAME_MS, signal);
    if (signal.aborted) break;
    const seconds = (clock.now() - startedAt) / 1000;
    display?.show(pins.map((pin) => measure(pin, seconds)));
    if (display !== undefined) continue;
    for (const pin of pins) if (!pin.isOver) log.info(describe(pin, seconds));
  }
  display?.end();
}

/** A last line for each pin that had anything to run. */
export function summarize(pins: readonly PinRun[], log: Log): void {
  for (const pin of pins) {
    if (pin.sessions === 0) continue;
    const { effort } = pin.evaluation();
    const seconds = effort.durationMs / 1000;
    const again = pin.retries === 0 ? '' : `, ${pin.retries} tried again`;
    const how = pin.isStopped ? 'stopped' : 'done';
    log.info(
      `${pin.plan.pin}: ${how}, ${pin.done} of ${count(pin.total, 'trial')} in ${seconds.toFixed(1)} s` +
        `${again}, ${count(effort.sessions, 'session')}, ${formatUsd(effort.costUsd)}`,
    );
  }
}

function measure(pin: PinRun, seconds: number): PinProgress {
  const perSecond = pin.done / seconds;
  const before = pin.doneBefore;
  return {
    pin: pin.plan.pin,
    round: pin.round,
    done: pin.done - before,
    total: pin.total - before,
    running: pin.running,
    perSecond,
    secondsLeft: perSecond === 0 ? undefined : (pin.total - pin.done) / perSecond,
    costUsd: pin.ledger.spent,
    isOver: pin.isOver,
  };
}

function describe(pin: PinRun, seconds: number): string {
  const { perSecond, secondsLeft } = measure(pin, seconds);
  const left =
    secondsLeft === undefined ? 'time left not known yet' : `about ${formatTime(secondsLeft)} left`;
  return (
    `${pin.plan.pin}: ${pin.done} of ${pin.total} done, ${pin.running} running, ` +
    `${perSecond.toFixed(1)} a second, ${left}, ${formatUsd(pin.ledger.spent)} so far`
  );
}

function unpricedModels(pins: readonly PinRun[]): ReadonlySet<string> {
  const versions = pins.flatMap(({ plan: { baseline, candidate } }) => [baseline ?? candidate, candidate]);
  return new Set(versions.map((version) => version.model.id).filter((model) => !findPrice(model).known));
}

function formatTime(seconds: number): string {
  return seconds < 90 ? `${Math.ceil(seconds)} s` : `${Math.ceil(seconds / 60)} min`;
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}
