import type { AgentVersion } from '../../domain/agent.ts';
import type { Fixture } from '../../domain/fixture.ts';
import type { CandidatePin } from '../../domain/pin.ts';
import { evaluatedVerdict } from '../../domain/pinVerdict.ts';
import type { FieldGrade, Trial, Trials } from '../../domain/trial.ts';
import type { TeamVerdict } from '../../domain/verdict.ts';
import { type Evaluation, findSubject } from '../buildReport.ts';
import { toJsonChanges } from '../changes/toJsonChanges.ts';
import type { SideFacts } from '../facts/collectFacts.ts';
import { nameCandidate } from '../nameVersion.ts';
import { readField } from '../readField.ts';
import type { ReportContext } from '../reportContext.ts';
import type { JsonReport } from '../reportSchema.ts';
import { WITHHELD } from '../withholdReplies.ts';
import { toEarlierAttempts } from './toEarlierAttempts.ts';
import { toJsonDraft } from './toJsonDraft.ts';

type JsonEvaluated = Extract<JsonReport['pins'][number], { state: 'evaluated' }>;
type JsonTeam = JsonEvaluated['teams'][number];
type JsonFixture = Pick<
  JsonTeam['fixtures'][number],
  'id' | 'team' | 'subject' | 'expected' | 'file' | 'line'
>;
type JsonTrial = JsonTeam['fixtures'][number]['trials']['baseline'][number];

/** An evaluated pin as `report.json` has it. */
export function toJsonEvaluated(
  evaluation: Evaluation,
  headline: string,
  context: ReportContext,
): JsonEvaluated {
  const { pin, repliesShown, routes, fields, baseline, candidate, total } = evaluation;
  const { decision, source, fixtureChanges } = pin;
  return {
    state: 'evaluated',
    path: pin.path,
    change: pin.change,
    previousPath: pin.previousPath ?? null,
    verdict: evaluatedVerdict(pin),
    headline,
    reasons: [...decision.reasons],
    baseline: pin.baseline === undefined ? null : toBaseline(pin.baseline),
    candidate: toCandidate(pin),
    draft: pin.draft === undefined ? null : toJsonDraft(pin.draft),
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

function toBaseline({
  pin,
  config,
}: NonNullable<Evaluation['pin']['baseline']>): NonNullable<JsonEvaluated['baseline']> {
  return { ...toVersion(pin, config), version: pin.version, createdAt: config.createdAt };
}

/** The configuration of a draft is laid over another version: its number and its time are not the draft's. */
function toCandidate(pin: Evaluation['pin']): JsonEvaluated['candidate'] {
  const { candidate } = pin;
  const version = nameCandidate(pin);
  return {
    ...toVersion(candidate.pin, candidate.config),
    version: version === 'draft' ? null : version,
    createdAt: version === 'draft' ? null : candidate.config.createdAt,
  };
}

function toVersion(
  { agent, path, versionLine }: CandidatePin,
  { name, model }: AgentVersion,
): Pick<JsonEvaluated['candidate'], 'agent' | 'file' | 'line' | 'name' | 'model'> {
  return { agent, file: path, line: versionLine, name, model: model.id };
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
