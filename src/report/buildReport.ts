import type { Fixture, Json } from '../domain/fixture.ts';
import type { Effort, PinResult, RunResult } from '../domain/result.ts';
import type { FixtureResult } from '../domain/trial.ts';
import type { FixtureScore, Flip, PairCount, Score, TeamVerdict } from '../domain/verdict.ts';
import type { VersionChanges } from './changes/versionChanges.ts';
import { describeChanges } from './changes/describeChanges.ts';
import { withholdPrompts } from './changes/withholdPrompts.ts';
import { collectFacts, type SideFacts } from './facts/collectFacts.ts';
import { countFields, type FieldScore } from './fields/countFields.ts';
import { pinVerdict } from '../domain/pinVerdict.ts';
import { headline, pinHeadline } from './headline.ts';
import { nameCandidate } from './nameVersion.ts';
import { readField } from './readField.ts';
import type { ReportContext } from './reportContext.ts';
import { chooseRouteField } from './routes/chooseRouteField.ts';
import { countRoutes, type Route } from './routes/countRoutes.ts';
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
  /** The confusion matrix of the field that says where a fixture goes; undefined where no field does. */
  readonly routes: { readonly field: string; readonly cells: readonly Route[] } | undefined;
  /** Every graded field by itself, in the policy's order. */
  readonly fields: readonly FieldScore[];
  readonly fixtureCount: number;
  readonly baseline: SideFacts | undefined;
  readonly candidate: SideFacts;
  readonly repliesShown: boolean;
  /** What differs between the two versions' configurations, as far as it may be shown. */
  readonly changes: VersionChanges;
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

/** Prepares a result for printing, without the replies and prompts that may not be shown. */
export function buildReport(original: RunResult, context: ReportContext): Report {
  const result = withholdPrompts(withholdReplies(original, context), context);
  const sections = result.pins.map((pin, index) => ({
    pin,
    verdict: pinVerdict(pin),
    headline: pinHeadline(pin),
    evaluation: pin.state === 'evaluated' ? prepareEvaluation(pin, original.pins[index], context) : undefined,
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

/** `whole` is the pin with all that may not be shown: what changed is found before it is withheld. */
function prepareEvaluation(pin: Evaluated, whole: PinResult | undefined, context: ReportContext): Evaluation {
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
  const { policy } = pin.source;
  const routeField = chooseRouteField(policy);
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
    routes:
      routeField === undefined ? undefined : { field: routeField, cells: countRoutes(results, routeField) },
    fields: countFields(results, Object.keys(policy.expect)),
    fixtureCount: scores.length,
    baseline: pin.baseline && collectFacts(pin.baseline, results, 'baseline'),
    candidate: { ...collectFacts(pin.candidate, results, 'candidate'), version: nameCandidate(pin) },
    repliesShown: mayShowReplies(pin, context),
    changes: describeChanges(whole?.state === 'evaluated' ? whole : pin, context),
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
  const own = Object.keys(fixture.fields);
  // A CSV's columns have capitals.
  const known = SUBJECTS.flatMap((subject) => own.filter((name) => name.toLowerCase() === subject));
  const names = [...known, ...own].filter((name) => !labels.has(name));
  return names.map((name) => readField(fixture, name)).find(isText);
}

/** The first reason that a trial gives. */
function explainNotScored(result: FixtureResult): string {
  for (const { side, grade } of [...result.baseline, ...result.candidate]) {
    if (grade.kind === 'not-scored') return `${side}: ${grade.detail}`;
  }
  return 'no pair of trials could be scored';
}
