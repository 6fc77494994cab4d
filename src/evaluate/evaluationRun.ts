import type { Evaluation, PinPlan, RunIdentity } from '../domain/evaluation.ts';
import { GateError, type Problem } from '../domain/problem.ts';
import type { CallPorts } from './callService.ts';
import { createPacer } from './createPacer.ts';
import { describeRefusal } from './describeRefusal.ts';
import type { EvaluationPorts } from './evaluate.ts';
import { Janitor } from './janitor.ts';
import type { Pacer } from './pacer.ts';
import { type Job, PinRun } from './pinRun.ts';
import { announce, announceRerun, announceUnconfirmed, reportProgress, summarize } from './progress.ts';
import { Queue } from './queue.ts';
import { type RunningTrial, runTrial, type TrialEnd } from './runTrial.ts';
import { sweepLost, sweepStrays } from './sweepSessions.ts';

/** A runner sends its second signal 7.5 s after the first, and kills 2.5 s later. */
const STOP_MS = 6_000;
/** How long a finished run waits for the last archives before it leaves them to the next run. */
const LAST_ARCHIVES_MS = 60_000;

/** One run of `evaluate`: it owns the queue, the running trials and everything that has to be cleaned up. */
export class EvaluationRun {
  readonly #ports: EvaluationPorts;
  readonly #run: RunIdentity;
  readonly #calls: CallPorts & Pick<EvaluationPorts, 'service'>;
  readonly #pins: readonly PinRun[];
  readonly #pacer: Pacer;
  readonly #janitor: Janitor;
  readonly #concurrency: number;
  readonly #queue = new Queue<Job>();
  readonly #running = new Map<Job, RunningTrial>();
  /** Ids of all sessions of this run; what the service has beyond them was lost on the way. */
  readonly #known = new Set<string>();
  /** Aborts when nothing more is to be waited for. */
  readonly #over = new AbortController();
  readonly #trialsOver = new AbortController();
  #lost = 0;
  #fault: { readonly error: unknown } | undefined;
  #allDone: () => void = () => {};

  constructor(plans: readonly PinPlan[], ports: EvaluationPorts, run: RunIdentity) {
    const { clock, log, random, service } = ports;
    this.#ports = ports;
    this.#run = run;
    this.#pins = plans.map((plan) => new PinRun(plan, clock.now()));
    this.#concurrency = Math.min(...plans.map((plan) => plan.policy.limits.concurrency));
    this.#pacer = ports.pacer ?? createPacer(plans, clock);
    this.#pacer.close();
    this.#calls = { clock, log, random, service, pacer: this.#pacer };
    this.#janitor = new Janitor(service, this.#calls);
  }

  async run(stop: AbortSignal): Promise<readonly Evaluation[]> {
    const onStop = () => this.#stop();
    stop.addEventListener('abort', onStop, { once: true });
    try {
      announce(this.#pins, this.#ports.log);
      if (stop.aborted) this.#stop();
      await Promise.race([this.#work(), aborted(this.#over.signal)]);
    } finally {
      stop.removeEventListener('abort', onStop);
      this.#over.abort();
      this.#trialsOver.abort();
      this.#janitor.giveUp();
      // Wakes whoever still waits for the pacer, so that no timer outlives the run.
      this.#pacer.open();
      this.#ports.display?.end();
    }
    summarize(this.#pins, this.#ports.log);
    this.#janitor.report();
    if (this.#fault !== undefined) throw this.#fault.error;
    return this.#pins.map((pin) => pin.evaluation());
  }

  /** Everything there is to do, to the last archive. */
  async #work(): Promise<void> {
    const { clock, log, display } = this.#ports;
    const startedAt = clock.now();
    this.#enqueue();
    const trials = new Promise<void>((resolve) => {
      this.#allDone = resolve;
    });
    this.#fill();
    const progress = reportProgress(this.#pins, { clock, log, display }, this.#trialsOver.signal);
    const live = this.#pins.filter((pin) => !pin.isOver).map((pin) => pin.plan);
    const sweepPorts = { ...this.#calls, janitor: this.#janitor };
    const sweeping = sweepStrays(live, this.#run, sweepPorts, this.#over.signal);
    await trials;
    this.#trialsOver.abort();
    await progress;

    const limit = new AbortController();
    const patience = clock.sleep(LAST_ARCHIVES_MS, limit.signal);
    const cleaning = (async () => {
      const plans = this.#pins.map((pin) => pin.plan);
      if (this.#lost > 0)
        await sweepLost(plans, this.#run, startedAt, this.#known, sweepPorts, this.#over.signal);
      await sweeping;
      await this.#janitor.done();
    })();
    await Promise.race([cleaning, patience]);
    limit.abort();
  }

  /** Pairs of all pins in turn, so that every pin runs from the start. */
  #enqueue(): void {
    const lists = this.#pins.filter((pin) => !pin.isOver).map((pin) => pin.pairs(this.#ports.random));
    const longest = Math.max(0, ...lists.map((pairs) => pairs.length));
    for (let index = 0; index < longest; index += 1)
      for (const pairs of lists) for (const job of pairs[index] ?? []) this.#queue.push(job);
  }

  /** Starts as many trials as may run; says when none is left. */
  #fill(): void {
    while (this.#running.size < this.#concurrency) {
      const job = this.#queue.shift();
      if (job === undefined) break;
      if (!job.pin.isOver) this.#start(job);
    }
    if (this.#running.size === 0) this.#allDone();
  }

  #start(job: Job): void {
    const { pin } = job;
    const trial = runTrial(pin.begin(job, this.#run), pin.plan.policy.limits['timeout-seconds'] * 1000, {
      ...this.#calls,
      janitor: this.#janitor,
      onLostSession: () => {
        this.#lost += 1;
      },
      onSession: (id) => {
        this.#known.add(id);
        pin.sessions += 1;
      },
    });
    this.#running.set(job, trial);
    const finish = (handle: () => void) => {
      this.#running.delete(job);
      pin.running -= 1;
      try {
        handle();
      } catch (error) {
        this.#stopOnError(pin, error);
      }
      this.#fill();
    };
    trial.end.then(
      (end) => finish(() => this.#take(job, end)),
      (error: unknown) =>
        finish(() => {
          throw error;
        }),
    );
  }

  #take(job: Job, end: TrialEnd): void {
    const { pin } = job;
    if (end.kind === 'cancelled') return;
    if (end.kind === 'refused') {
      const { problem, scope } = describeRefusal(end.error, job);
      for (const each of scope === 'run' ? this.#pins : [pin]) this.#stopPin(each, problem);
      return;
    }
    const wasStopped = pin.isStopped;
    if (pin.record(job, end.attempt, this.#ports.clock.now()) === 'again') this.#queue.push(job);
    // The cost ceiling may just have stopped it.
    if (!wasStopped && pin.isStopped) {
      this.#cancel(pin);
      announceUnconfirmed(pin, this.#ports.log);
    }
    if (pin.isOver) this.#confirm(pin);
  }

  /** All trials of the pin are over: asks whether some are to be run again, and queues them. */
  #confirm(pin: PinRun): void {
    const more = pin.rerun(this.#ports.random);
    if (more === undefined) return;
    announceRerun(pin, more.rerun, this.#ports.log);
    announceUnconfirmed(pin, this.#ports.log);
    for (const pair of more.pairs) for (const job of pair) this.#queue.push(job);
  }

  #stopOnError(pin: PinRun, error: unknown): void {
    if (error instanceof GateError) {
      // Also when its last trial is over and its rule fails: a problem never gets lost.
      pin.stop(...error.problems);
      this.#cancel(pin);
      return;
    }
    this.#fault ??= { error };
    const problem = { message: `Evaluating stopped on a fault of Pin Gate itself: ${String(error)}` };
    for (const each of this.#pins) this.#stopPin(each, problem);
  }

  #stopPin(pin: PinRun, ...problems: readonly Problem[]): void {
    if (pin.isOver) return;
    pin.stop(...problems);
    this.#cancel(pin);
  }

  #cancel(pin: PinRun): void {
    for (const [job, trial] of this.#running) if (job.pin === pin) trial.cancel();
  }

  /** SIGINT or SIGTERM: nothing new, interrupts at once and outside the budget, then six seconds to archive. */
  #stop(): void {
    this.#pacer.open();
    for (const pin of this.#pins)
      this.#stopPin(pin, {
        message:
          `Evaluating ${pin.plan.pin} was stopped by a signal after ${pin.done} of ${pin.total} trials: ` +
          'the workflow was cancelled, or a newer run took its place. Nothing was decided; run it again if that was not meant.',
      });
    void this.#ports.clock.sleep(STOP_MS, this.#over.signal).then(() => {
      for (const trial of this.#running.values()) trial.abandon();
      this.#janitor.giveUp();
      this.#over.abort();
    });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => resolve(), { once: true });
  });
}
