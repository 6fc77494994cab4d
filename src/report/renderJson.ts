import type { EarlierAttempts } from '../domain/attempt.ts';
import type { Change } from '../domain/change.ts';
import type { Fixture } from '../domain/fixture.ts';
import type { Problem } from '../domain/problem.ts';
import type { RunResult } from '../domain/result.ts';
import type { FieldGrade, Trial, Trials } from '../domain/trial.ts';
import type { TeamVerdict } from '../domain/verdict.ts';
import { countAttempts } from './attempts/countAttempts.ts';
import { buildReport, type Evaluation, findSubject, type PinSection } from './buildReport.ts';
import { toJsonChanges } from './changes/toJsonChanges.ts';
import type { SideFacts } from './facts/collectFacts.ts';
import { runAttemptUrl } from './links.ts';
import { readField } from './readField.ts';
import type { ReportContext } from './reportContext.ts';
import { type JsonReport, SCHEMA_VERSION } from './reportSchema.ts';
import { WITHHELD } from './withholdReplies.ts';

type JsonPin = JsonReport['pins'][number];
type JsonEvaluated = Extract<JsonPin, { state: 'evaluated' }>;
type JsonTeam = JsonEvaluated['teams'][number];
type JsonFixture = Pick<
  JsonTeam['fixtures'][number],
  'id' | 'team' | 'subject' | 'expected' | 'file' | 'line'
>;
type JsonTrial = JsonTeam['fixtures'][number]['trials']['baseline'][number];

/**
 * `report.json`: JSON (see reportSchema) with a line break at the end, texts as they are, replies only if they
 * may be shown. Safe to print in a workflow's log: no text in it can start a workflow command.
 */
export function renderJson(result: RunResult, context: ReportContext): string {
  // Strings never start a line in JSON, so that `::` is harmless; a runner reads `##[` anywhere.
  return `${JSON.stringify(buildJsonReport(result, context), undefined, 2).replaceAll('##[', '#\\u0023[')}\n`;
}

function buildJsonReport(original: RunResult, context: ReportContext): JsonReport {
  const { result, headline, sections, effort } = buildReport(original, context);
  return {
    schemaVersion: SCHEMA_VERSION,
    verdict: result.verdict,
    headline,
    change: result.change === undefined ? null : toChange(result.change),
    run:
      context.run === undefined
        ? null
        : { ...context.run, url: context.runUrl ?? runAttemptUrl(context, context.run) ?? null },
    consoleUrl: context.consoleUrl ?? null,
    startedAt: new Date(result.startedAt).toISOString(),
    effort,
    pins: sections.map((section) => toPin(section, context)),
    problems: result.problems.map(toProblem),
    warnings: [...result.warnings],
  };
}

function toChange(change: Change): NonNullable<JsonReport['change']> {
  return {
    kind: change.kind,
    number: change.number ?? null,
    base: change.base,
    baseName: change.baseName,
    head: change.head,
    fromFork: change.fromFork,
  };
}

function toPin({ pin, evaluation, headline }: PinSection, context: ReportContext): JsonPin {
  switch (pin.state) {
    case 'evaluated':
      if (evaluation === undefined) throw new Error('An evaluated pin comes without its evaluation.');
      return toEvaluated(evaluation, headline, context);
    case 'failed':
      return {
        state: 'failed',
        path: pin.path,
        change: pin.change ?? null,
        verdict: 'error',
        headline,
        baselineVersion: pin.baselineVersion ?? null,
        candidateVersion: pin.candidateVersion ?? null,
        problems: pin.problems.map(toProblem),
        effort: pin.effort,
        earlierAttempts: toEarlierAttempts(pin.earlier, context),
      };
    case 'removed':
    case 'unchanged':
      return {
        state: pin.state,
        path: pin.path,
        verdict: pin.state === 'removed' ? 'passed' : 'skipped',
        headline,
        baselineVersion: pin.baseline.version,
      };
  }
}

function toEvaluated(evaluation: Evaluation, headline: string, context: ReportContext): JsonEvaluated {
  const { pin, repliesShown, routes, fields, baseline, candidate, total } = evaluation;
  const { decision, source, fixtureChanges } = pin;
  return {
    state: 'evaluated',
    path: pin.path,
    change: pin.change,
    previousPath: pin.previousPath ?? null,
    verdict: decision.verdict,
    headline,
    reasons: [...decision.reasons],
    baseline: pin.baseline === undefined ? null : toVersion(pin.baseline),
    candidate: toVersion(pin.candidate),
    policy: {
      path: source.path,
      commit: source.commit,
      from: source.from,
      rule: source.policy.policy.rule,
      trials: source.policy.policy.trials,
      rounds: [...source.policy.policy.rounds],
      alpha: source.policy.policy.alpha,
      onInconclusive: source.policy.policy['on-inconclusive'],
      coverage: source.policy.policy.coverage,
      minScore: { ...source.policy.policy['min-score'] },
      expect: source.policy.expect,
    },
    changes: toJsonChanges(evaluation.changes),
    replies: repliesShown ? 'shown' : 'withheld',
    fixtureFiles: [...pin.fixtureFiles],
    fixtureChanges: {
      added: fixtureChanges.added.map(({ id }) => id),
      removed: fixtureChanges.removed.map(({ id }) => id),
      edited: fixtureChanges.edited.map(({ base }) => base.id),
    },
    teams: decision.teams.map((team) => toTeam(team, pin)),
    total: { baseline: total.baseline ?? null, candidate: total.candidate },
    overall: decision.overall ?? null,
    fields: fields.map((score) => ({ ...score, baseline: score.baseline ?? null })),
    routes: routes === undefined ? null : { field: routes.field, cells: [...routes.cells] },
    facts: { baseline: baseline === undefined ? null : toFacts(baseline), candidate: toFacts(candidate) },
    flaky: [...decision.flaky],
    informational: pin.informational.map((result) => ({
      ...toFixture(result.fixture, pin),
      trials: toTrials(result),
    })),
    effort: pin.effort,
    earlierAttempts: toEarlierAttempts(pin.earlier, context),
  };
}

function toFacts(side: SideFacts): JsonEvaluated['facts']['candidate'] {
  const { inputTokens, outputTokens, costUsd, sessions, rerunSessions } = side;
  return {
    medianLatencyMs: side.medianLatencyMs ?? null,
    p95LatencyMs: side.p95LatencyMs ?? null,
    inputTokens,
    outputTokens,
    costUsd,
    sessions,
    rerunSessions,
  };
}

function toEarlierAttempts(
  earlier: EarlierAttempts | undefined,
  context: ReportContext,
): JsonEvaluated['earlierAttempts'] {
  if (earlier === undefined) return null;
  const recent = earlier.recent.map(({ run, verdict, startedAt, otherPolicy }) => ({
    runId: run.id,
    runAttempt: run.attempt,
    url: runAttemptUrl(context, run) ?? null,
    verdict,
    startedAt: new Date(startedAt).toISOString(),
    otherPolicy,
  }));
  return { ...countAttempts(earlier), recent };
}

function toVersion({ pin, config }: Evaluation['pin']['candidate']): JsonEvaluated['candidate'] {
  return {
    agent: pin.agent,
    version: pin.version,
    file: pin.path,
    line: pin.versionLine,
    name: config.name,
    model: config.model.id,
    createdAt: config.createdAt,
  };
}

function toTeam(team: TeamVerdict, pin: Evaluation['pin']): JsonTeam {
  return {
    team: team.team,
    outcome: team.outcome,
    baseline: team.baseline ?? null,
    candidate: team.candidate,
    floor: team.floor ?? null,
    notScored: [...team.notScored],
    test: team.test === undefined ? null : { ...team.test, look: team.test.look ?? null },
    sentence: team.sentence,
    fixtures: team.fixtures.map((score) => ({
      ...toFixture(score.result.fixture, pin),
      baseline: score.baseline ?? null,
      candidate: score.candidate ?? null,
      flip: score.flip ?? null,
      rerun: score.rerun ?? null,
      trials: toTrials(score.result),
      fresh: toTrials(score.result.fresh),
    })),
  };
}

function toFixture(fixture: Fixture, pin: Evaluation['pin']): JsonFixture {
  const { id, team, file, line } = fixture;
  const expected = Object.keys(pin.source.policy.expect).flatMap((field) => {
    const value = readField(fixture, field);
    return value === undefined ? [] : [[field, value] as const];
  });
  return {
    id,
    team,
    subject: findSubject(fixture, pin) ?? null,
    expected: Object.fromEntries(expected),
    file,
    line,
  };
}

function toTrials(result: Trials): { baseline: JsonTrial[]; candidate: JsonTrial[] } {
  return { baseline: result.baseline.map(toTrial), candidate: result.candidate.map(toTrial) };
}

function toTrial(trial: Trial): JsonTrial {
  const { outcome, grade } = trial;
  const reply = outcome.kind === 'answered' && outcome.reply !== WITHHELD ? outcome.reply : null;
  return {
    index: trial.index,
    session: trial.session ?? null,
    outcome: outcome.kind,
    reply,
    grade: grade.kind,
    reason: grade.kind === 'wrong' ? grade.reason : null,
    detail: grade.kind === 'right' || grade.detail === WITHHELD ? null : grade.detail,
    fields: grade.kind === 'not-scored' ? [] : grade.fields.map(toField),
    usage: trial.usage,
    costUsd: trial.costUsd,
    latencyMs: trial.latencyMs,
    attempts: trial.attempts,
  };
}

function toField({ field, expected, actual, right }: FieldGrade): JsonTrial['fields'][number] {
  const hidden = actual === undefined || (actual === WITHHELD && expected !== WITHHELD);
  return { field, expected, right, ...(hidden ? {} : { actual }) };
}

function toProblem({ file, line, message }: Problem): JsonReport['problems'][number] {
  return { file: file ?? null, line: line ?? null, message };
}
