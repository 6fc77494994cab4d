import type { Fixture, Json } from '../domain/fixture.ts';
import type { Effort, PinResult, RunResult } from '../domain/result.ts';
import type { FixtureResult, Side, Trial } from '../domain/trial.ts';
import type { FixtureScore, Flip, PairCount, Score, TeamVerdict } from '../domain/verdict.ts';
import { headline, pinHeadline, pinVerdict } from './headline.ts';
import { readField } from './readField.ts';
import type { ReportContext } from './reportContext.ts';
import { type Comparison, compareAnswers } from './summarizeAnswer.ts';
import { mayShowReplies, withholdReplies } from './withholdReplies.ts';

type Evaluated = Extract<PinResult, { state: 'evaluated' }>;

/** A fixture and what the versions said to it. */
export interface CaseRow {
  readonly fixture: Fixture;
  /** What a reader recognises the fixture by: its subject, or its first other text. */
  readonly subject: string | undefined;
  /** In the first trials. */
  readonly flip: Flip | undefined;
  /** Whether fresh trials do not show the flip again. */
  readonly onlyOnce: boolean;
  /** Fresh trials; undefined when it was not run again. */
  readonly rerun: PairCount | undefined;
  /** Over all trials. */
  readonly answers: Comparison;
}

export interface NotScoredRow {
  readonly fixture: Fixture;
  readonly detail: string;
}

/** What one version's trials took. */
export interface SideFacts {
  readonly version: number;
  readonly agentName: string;
  readonly model: string;
  /** Over all trials, first and fresh, that reached a session; undefined when none did. */
  readonly medianLatencyMs: number | undefined;
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly costUsd: number;
}

/** An evaluated pin, prepared for printing. Texts are raw: whoever prints them escapes them. */
export interface Evaluation {
  readonly pin: Evaluated;
  readonly teams: readonly TeamVerdict[];
  readonly total: { readonly baseline: Score | undefined; readonly candidate: Score };
  /** Broke first, then fixed, then what flipped only once; within them by team, worst team first. */
  readonly flips: readonly CaseRow[];
  /** Of a pin without a baseline, where nothing can flip: what is not right in every trial. */
  readonly wrong: readonly CaseRow[];
  readonly notScored: readonly NotScoredRow[];
  readonly informational: readonly CaseRow[];
  readonly fixtureCount: number;
  readonly baseline: SideFacts | undefined;
  readonly candidate: SideFacts;
  readonly repliesShown: boolean;
}

export interface PinSection {
  readonly pin: PinResult;
  readonly verdict: RunResult['verdict'];
  readonly headline: string;
  readonly evaluation: Evaluation | undefined;
}

/** The one model that comment, summary, terminal table, annotations and outputs are printed from. */
export interface Report {
  readonly result: RunResult;
  readonly context: ReportContext;
  readonly headline: string;
  /** Pins that did not change last. */
  readonly sections: readonly PinSection[];
  readonly effort: Effort;
}

/** Prepares a result for printing, without the replies that may not be shown. */
export function buildReport(original: RunResult, context: ReportContext): Report {
  const result = withholdReplies(original, context);
  const sections = result.pins.map((pin) => ({
    pin,
    verdict: pinVerdict(pin),
    headline: pinHeadline(pin),
    evaluation: pin.state === 'evaluated' ? prepareEvaluation(pin, context) : undefined,
  }));
  return {
    result,
    context,
    headline: headline(result),
    sections: sections.toSorted((a, b) => Number(isUnchanged(a)) - Number(isUnchanged(b))),
    effort: sumEffort(result),
  };
}

function isUnchanged(section: { readonly pin: PinResult }): boolean {
  return section.pin.state === 'unchanged';
}

/** What all pins took together; the duration is the run's own, as pins run at the same time. */
export function sumEffort(result: RunResult): Effort {
  const efforts = result.pins.flatMap((pin) => ('effort' in pin ? [pin.effort] : []));
  return {
    sessions: efforts.reduce((sum, effort) => sum + effort.sessions, 0),
    costUsd: efforts.reduce((sum, effort) => sum + effort.costUsd, 0),
    durationMs: result.durationMs,
  };
}

function prepareEvaluation(pin: Evaluated, context: ReportContext): Evaluation {
  const { teams } = pin.decision;
  const scores = teams.flatMap((team) => team.fixtures);
  const results = scores.map((score) => score.result);
  const toRow = (
    result: FixtureResult,
    { flip, rerun }: Partial<Pick<FixtureScore, 'flip' | 'rerun'>> = {},
  ): CaseRow => ({
    fixture: result.fixture,
    subject: findSubject(result.fixture, pin),
    flip,
    onlyOnce: flippedOnlyOnce(flip, rerun),
    rerun,
    answers: compareAnswers(result, pin.source.policy),
  });
  const flipped = scores.flatMap((score) => (score.flip === undefined ? [] : [toRow(score.result, score)]));
  const flips = [false, true].flatMap((once) =>
    (['broke', 'fixed'] as const).flatMap((flip) =>
      flipped.filter((row) => row.onlyOnce === once && row.flip === flip),
    ),
  );
  const unscored = new Set(teams.flatMap((team) => team.notScored));
  return {
    pin,
    teams,
    total: sumScores(teams),
    flips,
    wrong:
      pin.baseline === undefined
        ? scores
            .filter(({ candidate }) => candidate !== undefined && candidate < 1)
            .map((score) => toRow(score.result))
        : [],
    notScored: results
      .filter(({ fixture }) => unscored.has(fixture.id))
      .map((result) => ({ fixture: result.fixture, detail: explainNotScored(result) })),
    informational: pin.informational.map((result) => toRow(result)),
    fixtureCount: scores.length,
    baseline: pin.baseline && collectFacts(pin.baseline, results, 'baseline'),
    candidate: collectFacts(pin.candidate, results, 'candidate'),
    repliesShown: mayShowReplies(pin, context),
  };
}

/** Whether a flip's fresh trials point nowhere, or the other way. */
export function flippedOnlyOnce(flip: Flip | undefined, rerun: PairCount | undefined): boolean {
  if (flip === undefined || rerun === undefined) return false;
  const loss = rerun.baseline - rerun.candidate;
  return flip === 'broke' ? loss <= 0 : loss >= 0;
}

function sumScores(teams: readonly TeamVerdict[]): Evaluation['total'] {
  const add = (scores: readonly Score[]): Score => ({
    right: scores.reduce((sum, score) => sum + score.right, 0),
    of: scores.reduce((sum, score) => sum + score.of, 0),
  });
  const baselines = teams.flatMap((team) => team.baseline ?? []);
  return {
    baseline: baselines.length === 0 ? undefined : add(baselines),
    candidate: add(teams.map((team) => team.candidate)),
  };
}

const SUBJECTS = ['subject', 'title', 'name', 'summary', 'question', 'text', 'message', 'body', 'input'];

/** What a reader recognises a fixture by; no label, and nothing that is no text. */
export function findSubject(fixture: Fixture, { source: { policy } }: Evaluated): string | undefined {
  const labels = new Set(['id', policy['group-by'], ...Object.keys(policy.expect)]);
  const isText = (value: Json | undefined): value is string =>
    typeof value === 'string' && value.trim() !== '';
  const names = [...SUBJECTS, ...Object.keys(fixture.fields)].filter((name) => !labels.has(name));
  return names.map((name) => readField(fixture, name)).find(isText);
}

/** The first reason that a trial gives. */
function explainNotScored(result: FixtureResult): string {
  for (const { side, grade } of [...result.baseline, ...result.candidate]) {
    if (grade.kind === 'not-scored') return `${side}: ${grade.detail}`;
  }
  return 'no pair of trials could be scored';
}

function collectFacts(
  { pin, config }: Evaluated['candidate'],
  results: readonly FixtureResult[],
  side: Side,
): SideFacts {
  const trials = results.flatMap((result) => [...result[side], ...result.fresh[side]]);
  const sum = (measure: (trial: Trial) => number) =>
    trials.reduce((total, trial) => total + measure(trial), 0);
  return {
    version: pin.version,
    agentName: config.name,
    model: config.model.id,
    medianLatencyMs: median(trials.filter((trial) => trial.session !== undefined).map((t) => t.latencyMs)),
    inputTokens: sum(({ usage }) => usage.inputTokens + usage.cacheReadTokens + usage.cacheCreationTokens),
    outputTokens: sum(({ usage }) => usage.outputTokens),
    costUsd: sum((trial) => trial.costUsd),
  };
}

/** The middle value, or the mean of the two in the middle; undefined of nothing. */
function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  return upper === undefined || lower === undefined ? undefined : (lower + upper) / 2;
}
