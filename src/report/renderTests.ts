import type { SuspectTest, TeamVerdict } from '../domain/verdict.ts';
import type { Evaluation } from './buildReport.ts';
import { codeSpan } from './escape.ts';
import { formatCount } from './formatEffort.ts';
import { formatCounts } from './formatScore.ts';
import { table } from './markdown.ts';
import { nameSides } from './nameSides.ts';
import { shortenVersion } from './nameVersion.ts';

/** Flaky fixtures that are named before they are counted. */
const NAMED = 5;

/**
 * What the re-runs of teams in which a fixture broke came to, at most `limit` rows, and which fixtures do not answer
 * alike each time. explainTests has the whole of it in sentences.
 */
export function renderTests(evaluation: Evaluation, limit: number): readonly string[] {
  const { teams, pin, baseline, candidate } = evaluation;
  const sides = nameSides(evaluation);
  const tested = teams.filter(({ test }) => test !== undefined);
  const rest = tested.length - limit;
  const rows = table(
    [
      ['Team', 'left'],
      ['Run again', 'left'],
      [`${sides.baseline ?? ''} right`, 'right'],
      [`${sides.candidate} right`, 'right'],
      ['Result', 'left'],
    ],
    tested.slice(0, limit).map(toRow),
  );
  const { flaky } = pin.decision;
  const named = flaky.slice(0, NAMED).map((fixture) => {
    const scores = [
      ...(baseline === undefined || fixture.baseline.of === 0
        ? []
        : [`${shortenVersion(baseline.version)} ${formatCounts(fixture.baseline)}`]),
      `${shortenVersion(candidate.version)} ${formatCounts(fixture.candidate)}`,
    ];
    return `${codeSpan(fixture.id, 60)} (${scores.join(', ')})`;
  });
  const unnamed = flaky.length - named.length;
  return [
    ...(rows.length === 0 ? [] : ['**What was run again**, as luck alone can make a fixture flip', ...rows]),
    ...(rows.length > 0 && rest > 0 ? [`… and ${formatCount(rest, 'more team')}.`] : []),
    ...(flaky.length === 0 || limit === 0
      ? []
      : [
          `🎲 **Looks flaky**, right in some trials and wrong in others on one version: ${named.join(', ')}${unnamed > 0 ? ` and ${unnamed} more` : ''}`,
        ]),
  ];
}

function toRow({ team, test, fixtures }: TeamVerdict): readonly string[] {
  const look = test?.look;
  const count = fixtures.filter(({ rerun }) => rerun !== undefined).length;
  const { baseline, candidate, of } = look?.right ?? {};
  return [
    codeSpan(team, 60),
    look === undefined ? '' : `${formatCount(count, 'fixture')} × ${look.trials}`,
    of === undefined ? '' : `${baseline}/${of}`,
    of === undefined ? '' : `${candidate}/${of}`,
    test === undefined ? '' : describeResult(test, fixtures.some(isPlainLoss)),
  ];
}

/** No more than was tested: the p-value is that of "equally good on these fixtures". */
function describeResult({ state, look, gained }: SuspectTest, hasBreak: boolean): string {
  if (look === undefined) return '⚠️ not run again';
  switch (state) {
    case 'regressed':
      return `❌ loss confirmed, ${formatP(look.p)}`;
    case 'open':
      return `⚠️ not settled, ${formatP(look.p)}`;
    case 'held':
      if (hasBreak) return '✅ broke here, mended there';
      return gained ? '✅ better in sum' : '✅ not confirmed, forgiven';
  }
}

/** Whether the fresh trials went against the candidate by at least half of their number. */
function isPlainLoss({ rerun }: TeamVerdict['fixtures'][number]): boolean {
  return rerun !== undefined && rerun.of > 0 && 2 * (rerun.baseline - rerun.candidate) >= rerun.of;
}

/** Two significant digits, never rounded to nothing. */
function formatP(p: number): string {
  return p < 0.000_001 ? 'p < 0.000001' : `p = ${Number(p.toPrecision(2))}`;
}
