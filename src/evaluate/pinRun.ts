import type { AgentVersion } from '../domain/agent.ts';
import type { SessionRequest } from '../domain/agentService.ts';
import type { Evaluation, PinPlan, RunIdentity } from '../domain/evaluation.ts';
import type { Fixture } from '../domain/fixture.ts';
import type { Problem } from '../domain/problem.ts';
import type { Usage } from '../domain/sessionEvent.ts';
import { parseTemplate, renderTemplate, type Template } from '../domain/template.ts';
import type { FixtureResult, Side, Trial } from '../domain/trial.ts';
import { CostLedger } from './costLedger.ts';
import { estimateTrialCost } from './estimateCost.ts';
import { formatUsd } from './formatUsd.ts';
import { gradeOutcome } from './grade/gradeOutcome.ts';
import { findPrice, priceUsage } from './prices.ts';
import type { Attempt } from './runTrial.ts';
import { labelSession, titleSession } from './sessionLabels.ts';

/** Sessions that one trial may take: the first, and two more when the service failed. */
const MOST_ATTEMPTS = 3;

/** One trial on its way: mutable, because attempts add up in it. */
export interface Job {
  readonly pin: PinRun;
  /** Index among the plan's fixtures, informational ones after the others. */
  readonly slot: number;
  readonly fixture: Fixture;
  readonly side: Side;
  readonly version: AgentVersion;
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
  readonly ledger: CostLedger;
  /** What all trials were expected to cost before the first one ran. */
  readonly estimateUsd: number;
  readonly total: number;
  done = 0;
  running = 0;
  sessions = 0;
  /** Attempts beyond each trial's first. */
  retries = 0;
  readonly #template: Template;
  readonly #fixtures: readonly Fixture[];
  readonly #trials: readonly Record<Side, Trial[]>[];
  readonly #problems: Problem[] = [];
  readonly #startedAt: number;
  #endedAt: number;

  constructor(plan: PinPlan, now: number) {
    this.plan = plan;
    this.#template = parseTemplate(plan.policy.message);
    this.#fixtures = [...plan.fixtures, ...plan.informational];
    this.#trials = this.#fixtures.map(() => ({ baseline: [], candidate: [] }));
    const estimates = {
      baseline: this.#estimates(plan.baseline),
      candidate: this.#estimates(plan.candidate),
    };
    this.ledger = new CostLedger(estimates);
    this.estimateUsd = this.ledger.projection;
    this.total = estimates.baseline.length + estimates.candidate.length;
    this.#startedAt = now;
    this.#endedAt = now;
    const ceiling = plan.policy.limits['max-cost-usd'];
    if (this.estimateUsd > ceiling) this.stop(this.#costProblem('refused', this.estimateUsd, ceiling));
  }

  /** Whether nothing more of it is to be run, be it done or stopped. */
  get isOver(): boolean {
    return this.#problems.length > 0 || this.done === this.total;
  }

  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /**
   * The trials in pairs, baseline and candidate of one fixture next to each other so that both meet the
   * service in the same mood, in random order so that neither always goes first.
   */
  pairs(random: () => number): readonly (readonly Job[])[] {
    const { baseline, candidate, policy } = this.plan;
    return this.#fixtures.flatMap((fixture, slot) =>
      Array.from({ length: policy.policy.trials }, (_, index) => {
        const fresh = { attempts: 0, costUsd: 0, usage: noUsage };
        const job = (side: Side, version: AgentVersion): Job => ({
          pin: this,
          slot,
          fixture,
          side,
          version,
          index,
          ...fresh,
        });
        const pair = baseline === undefined ? [] : [job('baseline', baseline)];
        pair.push(job('candidate', candidate));
        return random() < 0.5 ? pair : pair.reverse();
      }),
    );
  }

  /** The request for the job's next attempt. */
  begin(job: Job, run: RunIdentity): SessionRequest {
    job.attempts += 1;
    if (job.attempts > 1) this.retries += 1;
    this.running += 1;
    const { side, fixture, index: trial, attempts: attempt } = job;
    const purpose = { plan: this.plan, fixture, side, version: job.version.version, trial, attempt };
    return {
      agent: job.version.agent,
      version: job.version.version,
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
      this.#trials[job.slot]?.[job.side].push({
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
    const ceiling = this.plan.policy.limits['max-cost-usd'];
    if (!this.isOver && this.ledger.projection > ceiling)
      this.stop(this.#costProblem('stopped', this.ledger.projection, ceiling));
    return again && !this.isOver ? 'again' : 'over';
  }

  /** A pin that has problems runs no more trials, and there is no verdict on it but `error`. */
  stop(...problems: readonly Problem[]): void {
    this.#problems.push(...problems);
  }

  evaluation(): Evaluation {
    const results = this.#fixtures.map(
      (fixture, slot): FixtureResult => ({
        fixture,
        baseline: inOrder(this.#trials[slot]?.baseline ?? []),
        candidate: inOrder(this.#trials[slot]?.candidate ?? []),
      }),
    );
    const count = this.plan.fixtures.length;
    return {
      fixtures: results.slice(0, count),
      informational: results.slice(count),
      effort: {
        sessions: this.sessions,
        costUsd: this.ledger.spent,
        durationMs: Math.round(this.#endedAt - this.#startedAt),
      },
      problems: this.#problems,
    };
  }

  #message(fixture: Fixture): string {
    return renderTemplate(this.#template, fixture.fields);
  }

  #estimates(version: AgentVersion | undefined): readonly number[] {
    if (version === undefined) return [];
    return this.#fixtures.flatMap((fixture) => {
      const cost = estimateTrialCost(version, this.#message(fixture).length);
      return Array.from({ length: this.plan.policy.policy.trials }, () => cost);
    });
  }

  #costProblem(what: 'refused' | 'stopped', usd: number, ceiling: number): Problem {
    const { pin, policyPath } = this.plan;
    const file = policyPath ?? 'the gate.yml beside it';
    const advice = `Raise \`limits.max-cost-usd\` in ${file}, or take fewer fixtures or trials.`;
    const [cost, most] = [formatUsd(usd), `the ${formatUsd(ceiling)} of \`limits.max-cost-usd\``];
    const message =
      what === 'refused'
        ? `Evaluating ${pin} would cost about ${cost} (${this.total} sessions), which is more than ${most}; no session was started. ${advice}`
        : `Evaluating ${pin} was stopped: ${formatUsd(this.ledger.spent)} are spent after ${this.done} of ${this.total} trials, which projects to ${cost}, more than ${most}. ${advice}`;
    return policyPath === undefined ? { message } : { file: policyPath, message };
  }
}

function inOrder(trials: readonly Trial[]): readonly Trial[] {
  return [...trials].sort((one, other) => one.index - other.index);
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
