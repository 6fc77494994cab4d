import { formatProblem } from '../domain/problem.ts';
import type { RunResult } from '../domain/result.ts';
import { buildReport, type CaseRow, type Evaluation, type PinSection, type Report } from './buildReport.ts';
import { describeFlip } from './describeFlip.ts';
import { describeTeamOutcome } from './describeTeamOutcome.ts';
import { escapeLogLine } from './escape.ts';
import { formatCount, formatDuration, formatMoney } from './formatEffort.ts';
import { formatChange, formatCounts, formatRerun, formatScore } from './formatScore.ts';
import { ICONS } from './icons.ts';
import { nameCandidate, nameVersion, shortenVersion } from './nameVersion.ts';
import type { ReportContext } from './reportContext.ts';
import { type Cell, type Column, drawTable } from './terminal/drawTable.ts';
import type { Page } from './terminal/page.ts';
import { createPaint, type Style } from './terminal/paint.ts';
import { renderDraft } from './terminal/renderDraft.ts';
import { renderRemembered } from './terminal/renderRemembered.ts';
import { renderRollback } from './terminal/renderRollback.ts';
import { ROWS } from './terminal/rows.ts';
import { styleByIcon } from './terminal/styleByIcon.ts';
import { toList } from './terminal/toList.ts';
import { wrapLine } from './terminal/wrapLine.ts';
import { writeTitle } from './terminal/writeTitle.ts';
import { writeAnswers, writeParts } from './writeAnswers.ts';
import { writeChanges } from './writeChanges.ts';

/** Below that nothing can be laid out, and the terminal wraps. */
const NARROWEST = 40;

const STYLES: Readonly<Record<RunResult['verdict'], Style>> = {
  passed: 'good',
  // Not red: nothing is wrong with it. Not green: the check fails until the number stands there.
  pending: 'unclear',
  blocked: 'bad',
  error: 'unclear',
  skipped: 'dim',
};

export interface TerminalOptions {
  /** Over: none. Every colour comes with an icon or a word. */
  readonly color?: boolean;
  /** Columns that tables and sentences have to fit into. Over: any number. */
  readonly width?: number | undefined;
}

/**
 * The report as text for a terminal or a log, a line break at the end. Holds no control character (but colours, if
 * asked) and no workflow command from any text of the result.
 */
export function renderTerminal(
  result: RunResult,
  context: ReportContext,
  { color = false, width }: TerminalOptions = {},
): string {
  const report = buildReport(result, context);
  const page: Page = {
    paint: createPaint(color),
    width: width === undefined ? undefined : Math.max(NARROWEST, width),
  };
  const alone = report.sections.length === 1;
  const blocks = [
    writeTitle(`${ICONS[result.verdict]} ${report.headline}`, page, STYLES[result.verdict]),
    ...toList(report.result.problems.map(formatProblem), page),
    ...toList(
      report.result.warnings.map((warning) => `⚠️ ${warning}`),
      page,
    ),
    ...report.sections.flatMap((section) => [
      ...(alone ? [] : [titlePin(section, page)]),
      ...renderSection(section, alone, report, page),
    ]),
    page.paint(renderEffort(report), 'dim'),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function titlePin({ pin, verdict, headline }: PinSection, page: Page): string {
  return writeTitle(`${ICONS[verdict]} ${pin.path}: ${headline}`, page, STYLES[verdict]);
}

function renderSection(
  { pin, evaluation }: PinSection,
  alone: boolean,
  report: Report,
  page: Page,
): readonly string[] {
  if (pin.state === 'failed') return toList(pin.problems.map(formatProblem), page);
  if (pin.state === 'rollback') return renderRollback(pin, report, page);
  if (pin.state === 'remembered') return [...renderDraft(pin, report, page), ...renderRemembered(pin, page)];
  if (evaluation === undefined) return renderDraft(pin, report, page);
  return [
    ...renderDraft(pin, report, page),
    describePin(evaluation, alone, page),
    ...toList(evaluation.pin.decision.reasons, page),
    ...writeChanges(evaluation, page.width),
    renderTeams(evaluation, page),
    ...renderTests(evaluation, page),
    ...renderCases('What flipped', evaluation.flips, evaluation, page),
    ...renderCases('What is wrong', evaluation.wrong, evaluation, page),
    ...renderNotScored(evaluation, page),
    ...renderCases('Added by this change, for information', evaluation.informational, evaluation, page),
  ];
}

/** With several pins the heading has the path already. */
function describePin({ pin, baseline, candidate }: Evaluation, alone: boolean, { width }: Page): string {
  const from = baseline === undefined ? 'no baseline' : nameVersion(baseline.version);
  const where = pin.source.from === 'head' ? ' of the change itself' : '';
  return [
    `${alone ? `${pin.path}: ` : ''}${from} → ${nameVersion(candidate.version)} of agent ${candidate.agentName}`,
    `policy ${pin.source.path}${where} at ${pin.source.commit.slice(0, 12)}`,
  ]
    .map((line) => wrapLine(escapeLogLine(line), width, '  '))
    .join('\n');
}

function renderTeams({ teams, baseline, candidate, total }: Evaluation, page: Page): string {
  const paired = baseline !== undefined;
  const rows = teams.map((team): readonly Cell[] => {
    const verdict = describeTeamOutcome(team);
    return [
      { text: team.team },
      ...(paired ? [{ text: team.baseline === undefined ? '' : formatScore(team.baseline) }] : []),
      { text: formatScore(team.candidate) },
      ...(paired
        ? [{ text: team.baseline === undefined ? '' : formatChange(team.baseline, team.candidate) }]
        : []),
      { text: verdict, style: styleByIcon(verdict) },
    ];
  });
  const sum: readonly Cell[] = [
    { text: 'all teams' },
    ...(paired ? [{ text: total.baseline === undefined ? '' : formatScore(total.baseline) }] : []),
    { text: formatScore(total.candidate) },
    ...(paired && total.baseline !== undefined
      ? [{ text: formatChange(total.baseline, total.candidate) }]
      : []),
    { text: '' },
  ];
  const columns: readonly Column[] = [
    { title: 'Team' },
    ...(paired ? [{ title: `Baseline ${shortenVersion(baseline.version)}`, align: 'right' } as const] : []),
    { title: `Candidate ${shortenVersion(candidate.version)}`, align: 'right' },
    ...(paired ? [{ title: 'Change', align: 'right' } as const] : []),
    { title: 'Verdict' },
  ];
  return drawTable(columns, teams.length > 1 ? [...rows, sum] : rows, page);
}

function renderTests({ teams, pin: { decision } }: Evaluation, page: Page): readonly string[] {
  const tested = teams.filter(({ test }) => test !== undefined);
  const flaky = decision.flaky.map(
    ({ id, baseline, candidate }) =>
      `${id}: right in ${formatCounts(baseline)} trials on the baseline, ${formatCounts(candidate)} on the candidate`,
  );
  return [
    ...(tested.length === 0 ? [] : [writeTitle('What was run again', page)]),
    ...toList(
      tested.map(({ team, sentence }) => `${team}: ${sentence}`),
      page,
    ),
    ...(flaky.length === 0 ? [] : [writeTitle('🎲 Looks flaky', page)]),
    ...toList(flaky, page),
  ];
}

function renderCases(
  title: string,
  rows: readonly CaseRow[],
  { pin }: Evaluation,
  page: Page,
): readonly string[] {
  if (rows.length === 0) return [];
  const baseline = pin.baseline?.pin.version;
  const shown = rows.slice(0, ROWS);
  const hasFlips = shown.some(({ flip }) => flip !== undefined);
  const hasReruns = shown.some(({ rerun }) => rerun !== undefined);
  // Mostly a fixture is graded by the very field that it is grouped by: once is enough then.
  const isTeam = shown.every(({ fixture, answers }) => writeParts(answers.expected) === fixture.team);
  const columns: readonly Column[] = [
    ...(hasFlips ? [{ title: 'Flip', narrowest: 10 }] : []),
    { title: 'Fixture' },
    { title: isTeam ? 'Team (expected)' : 'Team' },
    ...(isTeam ? [] : [{ title: 'Expected' }]),
    ...(baseline === undefined ? [] : [{ title: `v${baseline} answered` }]),
    { title: `${shortenVersion(nameCandidate(pin))} answered` },
    ...(hasReruns ? [{ title: 'Re-run' }] : []),
  ];
  const cells = shown.map((row): readonly Cell[] => {
    const flip = describeFlip(row);
    return [
      ...(hasFlips ? [{ text: flip, style: styleByIcon(flip) }] : []),
      { text: row.fixture.id },
      { text: row.fixture.team },
      ...(isTeam ? [] : [{ text: writeParts(row.answers.expected) }]),
      ...(baseline === undefined ? [] : [{ text: writeAnswers(row.answers.baseline) }]),
      { text: writeAnswers(row.answers.candidate) },
      ...(hasReruns ? [{ text: formatRerun(row.rerun) }] : []),
    ];
  });
  const rest = rows.length - cells.length;
  return [
    writeTitle(`${title}: ${formatCount(rows.length, 'fixture')}`, page),
    drawTable(columns, cells, page),
    ...(rest > 0 ? [`… and ${formatCount(rest, 'more fixture')}: --json has all of them.`] : []),
  ];
}

function renderNotScored({ notScored }: Evaluation, page: Page): readonly string[] {
  if (notScored.length === 0) return [];
  return [
    writeTitle(`Not scored, because the service failed: ${formatCount(notScored.length, 'fixture')}`, page),
    ...toList(
      notScored.map(({ fixture, detail }) => `${fixture.id}: ${detail}`),
      page,
    ),
  ];
}

function renderEffort({ effort }: Report): string {
  return `${formatCount(effort.sessions, 'session')}, ${formatMoney(effort.costUsd)}, ${formatDuration(effort.durationMs)}`;
}
