import type { TeamVerdict } from '../../domain/verdict.ts';
import type { CaseRow, Evaluation, PinSection } from '../buildReport.ts';
import { describeTeamOutcome } from '../describeTeamOutcome.ts';
import { findVersionLine } from '../findVersionLine.ts';
import { formatScore } from '../formatScore.ts';
import type { ReportContext } from '../reportContext.ts';
import { problemSuite } from './listProblemSuites.ts';
import type { Case, CaseFault, Property, Suite } from './suite.ts';
import { toCase, toInformationalCase } from './toCase.ts';

/** The suites of one pin: its teams in the order of the report, and what no team stands for. */
export function listPinSuites(section: PinSection, context: ReportContext): readonly Suite[] {
  const { pin, evaluation, headline, verdict } = section;
  if (pin.state === 'failed') return [problemSuite(pin.path, pin.problems)];
  if (evaluation === undefined) {
    if (verdict === 'pending') return [askForNumber(section)];
    const fault = { kind: 'skipped', type: '', message: headline, lines: [] } as const;
    const cases = [{ name: 'evaluation', file: pin.path, seconds: 0, properties: [], fault }];
    return [{ name: pin.path, className: pin.path, properties: [], cases }];
  }
  const rows = new Map(evaluation.flips.map((row) => [row.fixture, row]));
  const teams = evaluation.teams.map((team) => toSuite(team, evaluation, rows, context));
  return [
    ...(verdict === 'pending' ? [askForNumber(section)] : judgePin(section, evaluation, teams)),
    ...teams,
    ...informationalSuites(evaluation, context),
  ];
}

/** The check fails though every fixture passes: production cannot read the pin. */
function askForNumber({ pin, headline }: PinSection): Suite {
  const line = findVersionLine(pin);
  const fault = { kind: 'failure', type: 'pending', message: headline, lines: [headline] } as const;
  const cases = [{ name: 'number in the pin', file: pin.path, line, seconds: 0, properties: [], fault }];
  return { name: pin.path, className: pin.path, properties: [['verdict', 'pending']], cases };
}

function toSuite(
  team: TeamVerdict,
  evaluation: Evaluation,
  rows: ReadonlyMap<CaseRow['fixture'], CaseRow>,
  context: ReportContext,
): Suite {
  const { pin } = evaluation;
  const fixtures = team.fixtures.map((score) =>
    toCase(score, { team, evaluation, context, row: rows.get(score.result.fixture) }),
  );
  return {
    name: `${pin.path} / ${team.team}`,
    className: pin.path,
    properties: listProperties(team, evaluation),
    cases: [...judgeTeam(team, evaluation, fixtures), ...fixtures],
  };
}

function listProperties(team: TeamVerdict, { baseline, candidate }: Evaluation): readonly Property[] {
  const { test, floor } = team;
  return [
    ['verdict', describeTeamOutcome(team)],
    ...(baseline === undefined ? [] : [['baseline version', String(baseline.version)] as const]),
    ['candidate version', String(candidate.version)],
    ...(team.baseline === undefined ? [] : [['baseline score', formatScore(team.baseline)] as const]),
    ['candidate score', formatScore(team.candidate)],
    ...(floor === undefined ? [] : [['floor', String(floor)] as const]),
    ...(test?.look === undefined
      ? []
      : [['p', String(test.look.p)] as const, ['level', String(test.look.level)] as const]),
    ['reason', team.sentence],
  ];
}

/** The team's verdict as a case of its own, where no fixture stands for it. */
function judgeTeam(team: TeamVerdict, { pin }: Evaluation, fixtures: readonly Case[]): readonly Case[] {
  const kind = team.outcome === 'not-evaluated' ? 'error' : 'failure';
  const counts =
    ['regressed', 'below-floor', 'not-evaluated'].includes(team.outcome) ||
    (team.outcome === 'inconclusive' && pin.source.policy.policy['on-inconclusive'] === 'block');
  const isTold = fixtures.some(({ fault }) => fault?.kind === kind);
  // A floor is about the score, whatever broke besides.
  if (!counts || (isTold && team.outcome !== 'below-floor')) return [];
  return [verdictCase(pin, `verdict on ${team.team}`, kind, team.outcome, [team.sentence])];
}

/** The verdict on the pin as a case of its own, where no team stands for it: worse overall, nothing to compare. */
function judgePin({ headline }: PinSection, { pin }: Evaluation, teams: readonly Suite[]): readonly Suite[] {
  const { verdict, overall, reasons } = pin.decision;
  if (verdict === 'passed') return [];
  const kind = verdict === 'error' ? 'error' : 'failure';
  const isTold = teams.some(({ cases }) => cases.some(({ fault }) => fault?.kind === kind));
  const isWorse = verdict === 'blocked' && overall?.isWorse === true;
  if (isTold && !isWorse) return [];
  const type = isWorse ? 'worse overall' : verdict;
  const lines = reasons.length === 0 ? [headline] : reasons;
  return [
    {
      name: pin.path,
      className: pin.path,
      properties: [
        ['verdict', verdict],
        ...(overall === undefined
          ? []
          : [['p', String(overall.p)] as const, ['level', String(overall.level)] as const]),
      ],
      cases: [verdictCase(pin, 'verdict on all teams', kind, type, lines, headline)],
    },
  ];
}

function verdictCase(
  pin: Evaluation['pin'],
  name: string,
  kind: CaseFault['kind'],
  type: string,
  lines: readonly string[],
  message = lines[0] ?? '',
): Case {
  const { path, versionLine } = pin.candidate.pin;
  return {
    name,
    file: path,
    line: versionLine,
    seconds: 0,
    properties: [],
    fault: { kind, type, message, lines },
  };
}

/** Fixtures that the change adds are no part of the verdict: they never fail. */
function informationalSuites({ pin, informational }: Evaluation, context: ReportContext): readonly Suite[] {
  if (informational.length === 0) return [];
  const results = new Map(pin.informational.map((result) => [result.fixture, result]));
  return [
    {
      name: `${pin.path} / added by this change, for information`,
      className: pin.path,
      properties: [],
      cases: informational.map((row) => toInformationalCase(row, results.get(row.fixture), context)),
    },
  ];
}
