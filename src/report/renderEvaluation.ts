import type { CaseRow, Evaluation, Report } from './buildReport.ts';
import type { Detail } from './detail.ts';
import { renderChart } from './chart/renderChart.ts';
import { codeSpan, preformatted } from './escape.ts';
import { formatCount } from './formatEffort.ts';
import { renderFactsLine } from './facts/renderFacts.ts';
import { renderFields } from './fields/renderFields.ts';
import { fold, list } from './markdown.ts';
import { nameFixture } from './nameFixture.ts';
import { nameCandidate, nameVersion } from './nameVersion.ts';
import { renderCases } from './renderCases.ts';
import { renderChanges } from './renderChanges.ts';
import { renderEvaluated } from './renderEvaluated.ts';
import { describeFixtureChanges, renderFixtureChanges } from './renderFixtureChanges.ts';
import { explainTests } from './explainTests.ts';
import { renderSentences } from './renderSentences.ts';
import { renderTeams } from './renderTeams.ts';
import { renderTests } from './renderTests.ts';
import { renderRoutes } from './routes/renderRoutes.ts';
import { WITHHELD } from './withholdReplies.ts';

/** Rows that stand open; the others of a longer table are folded. */
const OPEN_ROWS = 20;
/** Unreadable replies that are quoted. */
const QUOTED = 3;

/** One evaluated pin, the essential first: an e-mail shows folds open. */
export function renderEvaluation(evaluation: Evaluation, report: Report, detail: Detail): readonly string[] {
  return [
    ...list([
      ...renderNotes(evaluation),
      ...renderSentences(evaluation.pin.decision.reasons, detail.problems),
    ]),
    ...renderChanges(evaluation, detail),
    ...renderTeams(evaluation, detail.teams),
    ...renderFields(evaluation, detail.routes),
    ...renderTests(evaluation, detail.tests),
    ...renderRoutes(evaluation, detail.routes),
    ...renderFlips(evaluation, report, detail.flips),
    ...renderWrong(evaluation, report, detail.flips),
    ...renderFactsLine(evaluation),
    ...(detail.folds
      ? renderFolds(evaluation, report)
      : // However little room there is: a reviewer must know that labels may move.
        describeFixtureChanges(evaluation.pin.fixtureChanges)),
  ];
}

/** What a reader must know to read the rest right. */
function renderNotes({ pin, flips, wrong, repliesShown }: Evaluation): readonly string[] {
  const withheld = [...flips, ...wrong].some(({ answers }) =>
    [...answers.baseline, ...answers.candidate].some(
      ({ parts, label, detail }) =>
        parts.some(({ value }) => value === undefined) || (label !== undefined && detail === undefined),
    ),
  );
  return [
    ...(pin.baseline === undefined
      ? [
          'ℹ️ No baseline: nothing is pinned on the base branch yet, so the candidate is evaluated alone, against the floors of `min-score`.',
        ]
      : []),
    ...(pin.source.from === 'head'
      ? [
          `⚠️ Policy and fixtures are those of the change itself (${codeSpan(pin.source.path)}): the base branch has no policy for this pin yet.`,
        ]
      : []),
    ...(withheld && !repliesShown
      ? [
          'ℹ️ What the agent wrote is withheld, except values that are labels. `show: { replies: yes }` in `gate.yml` shows it.',
        ]
      : []),
  ];
}

function renderFlips({ flips, pin }: Evaluation, report: Report, limit: number): readonly string[] {
  const title = `**What flipped**: ${describeFlips(flips)}`;
  const columns = { report, pin, commit: pin.source.commit, first: 'Flip' as const };
  return renderRows(title, 'more flipped fixture', flips, columns, limit);
}

/** A new pin cannot flip; what it gets wrong is what there is to see. */
function renderWrong({ wrong, pin }: Evaluation, report: Report, limit: number): readonly string[] {
  const title = `**What is wrong**: ${formatCount(wrong.length, 'fixture')}`;
  const columns = { report, pin, commit: pin.source.commit, first: 'Team' as const };
  return renderRows(title, 'more fixture', wrong, columns, limit);
}

/** The first rows open, the others up to `limit` folded, the rest counted; nothing without rows. */
function renderRows(
  title: string,
  noun: string,
  rows: readonly CaseRow[],
  columns: Parameters<typeof renderCases>[1],
  limit: number,
): readonly string[] {
  if (rows.length === 0 || limit === 0) return [];
  const open = rows.slice(0, Math.min(OPEN_ROWS, limit));
  const folded = rows.slice(open.length, limit);
  const rest = rows.length - open.length - folded.length;
  return [
    title,
    ...renderCases(open, columns),
    ...fold(formatCount(folded.length, noun), renderCases(folded, columns)),
    ...(rest > 0 ? [`… and ${formatCount(rest, noun)}.`] : []),
  ];
}

function describeFlips(flips: readonly CaseRow[]): string {
  const lasting = flips.filter(({ onlyOnce }) => !onlyOnce);
  const broke = lasting.filter(({ flip }) => flip === 'broke').length;
  const counts: readonly (readonly [count: number, what: string])[] = [
    [broke, 'broke'],
    [lasting.length - broke, 'fixed'],
    [flips.length - lasting.length, 'flipped just once'],
  ];
  return counts
    .filter(([count]) => count > 0)
    .map(([count, what], index) => `${index === 0 ? formatCount(count, 'fixture') : count} ${what}`)
    .join(', ');
}

function renderFolds(evaluation: Evaluation, report: Report): readonly string[] {
  const { pin, notScored, informational } = evaluation;
  // Added fixtures stand at the head only.
  const commit = report.result.change?.head ?? pin.source.commit;
  const columns = { report, pin, commit, first: 'Team' as const };
  return [
    ...explainTests(evaluation),
    ...fold(
      `${formatCount(notScored.length, 'fixture')} not scored: the service failed, on either version`,
      list(
        notScored.map(
          ({ fixture, detail }) =>
            `${nameFixture(fixture, pin.source.commit, report.context)}: ${codeSpan(detail, 300)}`,
        ),
      ),
    ),
    ...renderUnreadable(evaluation),
    ...fold(
      `${formatCount(informational.length, 'fixture')} added by this change: run for information, no part of the verdict`,
      renderCases(informational, columns),
    ),
    ...renderFixtureChanges(pin.fixtureChanges),
    ...renderEvaluated(evaluation, report),
    ...renderChart(evaluation),
  ];
}

/** The first replies that could not be read, as they came: usually one look says what is wrong. */
function renderUnreadable({ pin, repliesShown, teams }: Evaluation): readonly string[] {
  if (!repliesShown) return [];
  const unreadable = teams
    .flatMap((team) => team.fixtures)
    .flatMap(({ result }) =>
      [...result.baseline, ...result.candidate].map((trial) => ({ fixture: result.fixture, trial })),
    )
    .filter(({ trial }) => trial.grade.kind === 'wrong' && trial.grade.reason === 'unreadable');
  const quoted = unreadable.slice(0, QUOTED).flatMap(({ fixture, trial }) => {
    if (trial.outcome.kind !== 'answered' || trial.outcome.reply === WITHHELD) return [];
    const version = trial.side === 'candidate' ? nameCandidate(pin) : pin.baseline?.pin.version;
    const said = version === undefined ? 'unknown version' : nameVersion(version);
    return [`${codeSpan(fixture.id)}, ${said}:`, preformatted(trial.outcome.reply)];
  });
  const title = `${formatCount(unreadable.length, 'unreadable reply', 'unreadable replies')}`;
  return fold(unreadable.length > QUOTED ? `${title}, the first ${QUOTED} in full` : title, quoted);
}
