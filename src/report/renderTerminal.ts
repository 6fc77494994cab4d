import Table from 'cli-table3';
import { formatProblem } from '../domain/problem.ts';
import type { RunResult } from '../domain/result.ts';
import { buildReport, type CaseRow, type Evaluation, type PinSection, type Report } from './buildReport.ts';
import { markFlip } from './describeFlip.ts';
import { describeTeamOutcome } from './describeTeamOutcome.ts';
import { escapeLogLine } from './escape.ts';
import { formatCount, formatDuration, formatMoney } from './formatEffort.ts';
import { formatChange, formatCounts, formatRerun, formatScore } from './formatScore.ts';
import { ICONS } from './headline.ts';
import type { ReportContext } from './reportContext.ts';
import { writeAnswers, writeParts } from './writeAnswers.ts';

/** Rows of a terminal's tables; the JSON report has all. */
const ROWS = 30;

const COLORS: Readonly<Record<RunResult['verdict'], number>> = {
  passed: 32,
  blocked: 31,
  error: 33,
  skipped: 2,
};

/**
 * The report as plain text for a terminal or a log, a line break at the end. With `color` the headlines are
 * coloured. Holds no control character and no workflow command from any text of the result.
 */
export function renderTerminal(
  result: RunResult,
  context: ReportContext,
  options: { readonly color?: boolean } = {},
): string {
  const report = buildReport(result, context);
  const paint = (text: string, verdict: RunResult['verdict']) =>
    options.color === true ? `\u001b[1;${COLORS[verdict]}m${text}\u001b[0m` : text;
  const alone = report.sections.length === 1;
  const blocks = [
    paint(`${ICONS[result.verdict]} ${escapeLogLine(report.headline)}`, result.verdict),
    ...toList(report.result.problems.map(formatProblem)),
    ...toList(report.result.warnings.map((warning) => `⚠️ ${warning}`)),
    ...report.sections.flatMap((section) => [
      ...(alone ? [] : [paint(titlePin(section), section.verdict)]),
      ...renderSection(section, alone),
    ]),
    renderEffort(report),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function titlePin({ pin, verdict, headline }: PinSection): string {
  return escapeLogLine(`${ICONS[verdict]} ${pin.path}: ${headline}`);
}

function renderSection({ pin, evaluation }: PinSection, alone: boolean): readonly string[] {
  if (pin.state === 'failed') return toList(pin.problems.map(formatProblem));
  if (evaluation === undefined) return [];
  return [
    describePin(evaluation, alone),
    ...toList(evaluation.pin.decision.reasons),
    ...renderTeams(evaluation),
    ...renderTests(evaluation),
    ...renderCases('What flipped', evaluation.flips, evaluation),
    ...renderCases('What is wrong', evaluation.wrong, evaluation),
    ...renderNotScored(evaluation),
    ...renderCases('Added by this change, for information', evaluation.informational, evaluation),
  ];
}

/** With several pins the heading has the path already. */
function describePin({ pin, baseline, candidate }: Evaluation, alone: boolean): string {
  const from = baseline === undefined ? 'no baseline' : `version ${baseline.version}`;
  const where = pin.source.from === 'head' ? ' of the change itself' : '';
  return [
    escapeLogLine(
      `${alone ? `${pin.path}: ` : ''}${from} → version ${candidate.version} of agent ${candidate.agentName}`,
    ),
    escapeLogLine(`policy ${pin.source.path}${where} at ${pin.source.commit.slice(0, 12)}`),
  ].join('\n');
}

function renderTeams({ teams, baseline, candidate, total }: Evaluation): readonly string[] {
  const paired = baseline !== undefined;
  const rows = teams.map((team) => [
    team.team,
    ...(paired ? [team.baseline === undefined ? '' : formatScore(team.baseline)] : []),
    formatScore(team.candidate),
    ...(paired ? [team.baseline === undefined ? '' : formatChange(team.baseline, team.candidate)] : []),
    describeTeamOutcome(team),
  ]);
  const sum = [
    'all teams',
    ...(paired ? [total.baseline === undefined ? '' : formatScore(total.baseline)] : []),
    formatScore(total.candidate),
    ...(paired && total.baseline !== undefined ? [formatChange(total.baseline, total.candidate)] : []),
    '',
  ];
  return [
    drawTable(
      [
        'Team',
        ...(paired ? [`Baseline v${baseline.version}`] : []),
        `Candidate v${candidate.version}`,
        ...(paired ? ['Change'] : []),
        'Verdict',
      ],
      teams.length > 1 ? [...rows, sum] : rows,
      paired ? ['left', 'right', 'right', 'right', 'left'] : ['left', 'right', 'left'],
    ),
  ];
}

function renderTests({ teams, pin: { decision } }: Evaluation): readonly string[] {
  const tested = teams.filter(({ test }) => test !== undefined);
  const flaky = decision.flaky.map(
    ({ id, baseline, candidate }) =>
      `${id}: right in ${formatCounts(baseline)} trials on the baseline, ${formatCounts(candidate)} on the candidate`,
  );
  return [
    ...(tested.length === 0 ? [] : ['What was run again']),
    ...toList(tested.map(({ team, sentence }) => `${team}: ${sentence}`)),
    ...(flaky.length === 0 ? [] : ['🎲 Looks flaky']),
    ...toList(flaky),
  ];
}

function renderCases(title: string, rows: readonly CaseRow[], { pin }: Evaluation): readonly string[] {
  if (rows.length === 0) return [];
  const baseline = pin.baseline?.pin.version;
  const hasReruns = rows.some(({ rerun }) => rerun !== undefined);
  const head = [
    'Fixture',
    'Team',
    'Expected',
    ...(baseline === undefined ? [] : [`v${baseline} answered`]),
    `v${pin.candidate.pin.version} answered`,
    ...(hasReruns ? ['Right in the re-run'] : []),
  ];
  const cells = rows
    .slice(0, ROWS)
    .map((row) => [
      [markFlip(row), row.fixture.id].filter((text) => text !== '').join(' '),
      row.fixture.team,
      writeParts(row.answers.expected),
      ...(baseline === undefined ? [] : [writeAnswers(row.answers.baseline)]),
      writeAnswers(row.answers.candidate),
      ...(hasReruns ? [formatRerun(row.rerun)] : []),
    ]);
  const rest = rows.length - cells.length;
  return [
    `${title}: ${formatCount(rows.length, 'fixture')}`,
    drawTable(head, cells, []),
    ...(rest > 0 ? [`… and ${formatCount(rest, 'more fixture')}: --json has all of them.`] : []),
  ];
}

function renderNotScored({ notScored }: Evaluation): readonly string[] {
  if (notScored.length === 0) return [];
  return [
    `Not scored, because the service failed: ${formatCount(notScored.length, 'fixture')}`,
    ...toList(notScored.map(({ fixture, detail }) => `${fixture.id}: ${detail}`)),
  ];
}

function renderEffort({ effort }: Report): string {
  return `${formatCount(effort.sessions, 'session')}, ${formatMoney(effort.costUsd)}, ${formatDuration(effort.durationMs)}`;
}

/** At most 30 points, each on a line of its own. */
function toList(sentences: readonly string[]): readonly string[] {
  if (sentences.length === 0) return [];
  const rest = sentences.length - ROWS;
  const points = sentences.slice(0, ROWS).map((sentence) => `- ${escapeLogLine(sentence)}`);
  return [[...points, ...(rest > 0 ? [`- … and ${rest} more`] : [])].join('\n')];
}

function drawTable(
  head: readonly string[],
  rows: readonly (readonly string[])[],
  colAligns: ('left' | 'right')[],
): string {
  // No colours of the library's own: what is printed goes into logs as well.
  const drawn = new Table({ head: [...head], colAligns, style: { head: [], border: [], compact: true } });
  for (const row of rows) drawn.push(row.map((cell) => escapeLogLine(cell, 60)));
  return drawn.toString();
}
