import type { AgentVersion } from '../domain/agent.ts';
import type { SessionRequest } from '../domain/agentService.ts';
import type { Evaluation, PinPlan, Rerun, RunIdentity } from '../domain/evaluation.ts';
import type { Fixture } from '../domain/fixture.ts';
import type { Problem } from '../domain/problem.ts';
import type { Usage } from '../domain/sessionEvent.ts';
import { parseTemplate, renderTemplate, type Template } from '../domain/template.ts';
import type { FixtureResult, Side, Trial, Trials } from '../domain/trial.ts';
import { CostLedger } from './costLedger.ts';
import { type CostState, costProblem } from './costProblem.ts';
import { findCeiling } from './findCeiling.ts';
import { estimateTrialCost } from './estimateCost.ts';
import { gradeOutcome } from './grade/gradeOutcome.ts';
import { findPrice, priceUsage } from './prices.ts';
import type { Attempt } from './runTrial.ts';
import { labelSession, titleSession } from './sessionLabels.ts';
import { shuffle } from './shuffle.ts';

/** Sessions that one trial may take: the first, and two more when the service failed. */
const MOST_ATTEMPTS = 3;

/** The trials that every fixture has, and those that confirm what they showed. */
export type Phase = 'first' | 'fresh';

/** One trial on its way: mutable, because attempts add up in it. */
export interface Job {
  readonly pin: PinRun;
  /** Index among the plan's fixtures, informational ones after the others. */
  readonly slot: number;
  readonly fixture: Fixture;
  readonly side: Side;
  readonly version: AgentVersion;
  /** Of the first trials or of the fresh ones. */
  readonly phase: Phase;
  readonly index: number;
  attempts: number;
  costUsd: number;
  usage: Usage;
}

const noUsage: Usage = {
  inputTokens: 0,
  outputTokens: 0,
  cacheReadTokens: 0,
  cacheCreationTokens: 0,
  activeSeconds: 0,
};

/** One pin's part of a run: its jobs, its money, its results. It sends nothing and waits for nothing. */
export class PinRun {
  readonly plan: PinPlan;
  readonly ledger = new CostLedger();
  /** What all trials were expected to cost before the first one ran. */
  readonly estimateUsd: number;
  total = 0;
  done = 0;
  running = 0;
  sessions = 0;
  /** Attempts beyond each trial's first. */
  retries = 0;
  /** Of re-runs; 0 during the first trials. */
  round = 0;
  /** How many trials were over when this round began. */
  doneBefore = 0;
  readonly #template: Template;
  readonly #fixtures: readonly Fixture[];
  readonly #trials: Readonly<Record<Phase, readonly Record<Side, Trial[]>[]>>;
  readonly #problems: Problem[] = [];
  #unconfirmed: Problem | undefined;
  /** The re-run that is due or under way; undefined during the first trials. */
  #rerun: CostState['rerun'];
  readonly #startedAt: number;
  #endedAt: number;

  constructor(plan: PinPlan, now: number) {
    this.plan = plan;
    this.#template = parseTemplate(plan.policy.message);
    this.#fixtures = [...plan.fixtures, ...plan.informational];
    const none = () => this.#fixtures.map(() => ({ baseline: [], candidate: [] }));
    this.#trials = { first: none(), fresh: none() };
    for (const fixture of this.#fixtures) this.#expect(fixture, plan.policy.policy.trials);
    this.estimateUsd = this.ledger.projection;
    this.#startedAt = now;
    this.#endedAt = now;
    this.#checkCost();
  }

  /** Whether nothing more of it is to be run, be it done or stopped. */
  get isOver(): boolean {
    return this.isStopped || this.done === this.total;
  }

  /** Whether trials that were due are not run any more. */
  get isStopped(): boolean {
    return this.#problems.length > 0 || this.#unconfirmed !== undefined;
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** Why fresh trials that were due are not run to their end. */
  get unconfirmed(): Problem | undefined {
    return this.#unconfirmed;
  }

  /**
   * The first trials in pairs, baseline and candidate of one fixture next to each other so that both meet the
   * service in the same mood, in random order so that neither always goes first.
   */
  pairs(random: () => number): readonly (readonly Job[])[] {
    const { trials } = this.plan.policy.policy;
    return this.#fixtures.flatMap((_, slot) =>
      Array.from({ length: trials }, (_none, index) => this.#pair(slot, 'first', index, random)),
    );
  }

  /**
   * To be asked when all trials are over: what the plan wants to be run again, as pairs in random order. No pairs
   * when nothing is, or when it would cost too much, which then is the evaluation's `unconfirmed`.
   */
  rerun(
    random: () => number,
  ): { readonly pairs: readonly (readonly Job[])[]; readonly rerun: Rerun } | undefined {
    const { plan } = this;
    if (this.isStopped || plan.confirm === undefined) return undefined;
    const rerun = plan.confirm(this.#results().slice(0, plan.fixtures.length));
    const wanted = new Set(rerun.fixtures);
    const pairs: (readonly Job[])[] = [];
    for (const [slot, fixture] of plan.fixtures.entries()) {
      if (!wanted.has(fixture.id)) continue;
      const had = this.#trials.fresh[slot]?.candidate.length ?? 0;
      if (had >= rerun.trials) continue;
      for (let index = had; index < rerun.trials; index += 1)
        pairs.push(this.#pair(slot, 'fresh', index, random));
      this.#expect(fixture, rerun.trials - had);
    }
    if (pairs.length === 0) return { pairs, rerun };
    const sessions = pairs.reduce((sum, pair) => sum + pair.length, 0);
    this.#rerun = { sessions, hasBegun: false };
    this.#checkCost();
    this.#rerun = { sessions, hasBegun: true };
    this.round += 1;
    this.doneBefore = this.done;
    return { pairs: this.isStopped ? [] : shuffle(pairs, random), rerun };
  }

  /** The request for the job's next attempt. */
  begin(job: Job, run: RunIdentity): SessionRequest {
    job.attempts += 1;
    if (job.attempts > 1) this.retries += 1;
    this.running += 1;
    const { side, fixture, phase, index: trial, attempts: attempt } = job;
    const purpose = { plan: this.plan, fixture, side, version: job.version.version, phase, trial, attempt };
    return {
      agent: job.version.agent,
      version: job.version.version,
      ...(side === 'candidate' && this.plan.overrides !== undefined
        ? { overrides: this.plan.overrides }
        : {}),
      environment: this.plan.environment,
      title: titleSession(purpose),
      message: this.#message(fixture),
      metadata: labelSession(purpose, run),
    };
  }

  /**
   * Takes what an attempt came to. Returns whether the job is to be tried again. Stops the pin when its
   * projected cost passes the ceiling. Throws a `GateError` when the reply cannot be graded at all.
   */
  record(job: Job, attempt: Attempt, now: number): 'again' | 'over' {
    const costUsd = priceUsage(attempt.usage, findPrice(job.version.model.id).price);
    job.costUsd += costUsd;
    job.usage = addUsage(job.usage, attempt.usage);
    const again = attempt.outcome.kind === 'not-scored' && job.attempts < MOST_ATTEMPTS;
    this.ledger.record(job.side, costUsd, !again);
    if (!again) {
      this.#trials[job.phase][job.slot]?.[job.side].push({
        side: job.side,
        index: job.index,
        session: attempt.session,
        outcome: attempt.outcome,
        grade: gradeOutcome(attempt.outcome, job.fixture, this.plan.policy),
        usage: job.usage,
        costUsd: job.costUsd,
        latencyMs: attempt.latencyMs,
        attempts: job.attempts,
      });
      this.done += 1;
      this.#endedAt = now;
    }
    if (!this.isOver) this.#checkCost();
    return again && !this.isOver ? 'again' : 'over';
  }

  /** A pin that has problems runs no more trials, and there is no verdict on it but `error`. */
  stop(...problems: readonly Problem[]): void {
    this.#problems.push(...problems);
  }

  evaluation(): Evaluation {
    const results = this.#results();
    const count = this.plan.fixtures.length;
    return {
      fixtures: results.slice(0, count),
      informational: results.slice(count),
      effort: {
        sessions: this.sessions,
        costUsd: this.ledger.spent,
        durationMs: Math.round(this.#endedAt - this.#startedAt),
      },
      unconfirmed: this.#unconfirmed,
      problems: this.#problems,
    };
  }

  #results(): readonly FixtureResult[] {
    const { first, fresh } = this.#trials;
    return this.#fixtures.map((fixture, slot) => ({
      fixture,
      ...inOrder(first[slot]),
      fresh: inOrder(fresh[slot]),
    }));
  }

  /** One trial on each version, either of them first. */
  #pair(slot: number, phase: Phase, index: number, random: () => number): readonly Job[] {
    const { baseline, candidate } = this.plan;
    const fixture = this.#fixtures[slot];
    if (fixture === undefined) throw new Error(`There is no fixture in slot ${slot}.`);
    const job = (side: Side, version: AgentVersion): Job => ({
      ...{ pin: this, slot, fixture, side, version, phase, index },
      ...{ attempts: 0, costUsd: 0, usage: noUsage },
    });
    const pair = baseline === undefined ? [] : [job('baseline', baseline)];
    pair.push(job('candidate', candidate));
    return random() < 0.5 ? pair : pair.reverse();
  }

  #message(fixture: Fixture): string {
    return renderTemplate(this.#template, fixture.fields);
  }

  /** Counts trials of a fixture in, so many on each version. */
  #expect(fixture: Fixture, trials: number): void {
    const { baseline, candidate } = this.plan;
    const { length } = this.#message(fixture);
    const expect = (side: Side, version: AgentVersion | undefined) => {
      if (version === undefined) return;
      this.ledger.expect(side, Array<number>(trials).fill(estimateTrialCost(version, length)));
      this.total += trials;
    };
    expect('baseline', baseline);
    expect('candidate', candidate);
  }

  /** Stops the pin when it is projected to cost more than it may: nothing is decided then, or nothing confirmed. */
  #checkCost(): void {
    const projectedUsd = this.ledger.projection;
    if (projectedUsd <= findCeiling(this.plan).usd) return;
    const { done, total } = this;
    const state = { projectedUsd, spentUsd: this.ledger.spent, done, total, rerun: this.#rerun };
    const problem = costProblem(this.plan, state);
    if (this.#rerun === undefined) this.stop(problem);
    else this.#unconfirmed = problem;
  }
}

function inOrder(trials: Readonly<Record<Side, Trial[]>> | undefined): Trials {
  const sort = (list: readonly Trial[] = []) => list.toSorted((one, other) => one.index - other.index);
  return { baseline: sort(trials?.baseline), candidate: sort(trials?.candidate) };
}

function addUsage(one: Usage, other: Usage): Usage {
  return {
    inputTokens: one.inputTokens + other.inputTokens,
    outputTokens: one.outputTokens + other.outputTokens,
    cacheReadTokens: one.cacheReadTokens + other.cacheReadTokens,
    cacheCreationTokens: one.cacheCreationTokens + other.cacheCreationTokens,
    activeSeconds: one.activeSeconds + other.activeSeconds,
  };
}
