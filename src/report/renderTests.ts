import type { Evaluation } from './buildReport.ts';
import { codeSpan, escapeSentence } from './escape.ts';
import { formatCounts } from './formatScore.ts';
import { list } from './markdown.ts';
import { takePoints } from './renderSentences.ts';

/** Flaky fixtures that are named before they are counted. */
const NAMED = 5;

/** How teams in which a fixture broke were tested, and which fixtures do not answer alike each time. */
export function renderTests(
  { teams, pin, baseline, candidate }: Evaluation,
  limit: number,
): readonly string[] {
  const tested = teams.filter(({ test }) => test !== undefined);
  const points = takePoints(
    tested,
    limit,
    ({ team, sentence }) => `${codeSpan(team, 60)}: ${escapeSentence(sentence, 1_200)}`,
  );
  const { flaky } = pin.decision;
  const named = flaky.slice(0, NAMED).map((fixture) => {
    const scores = [
      ...(baseline === undefined || fixture.baseline.of === 0
        ? []
        : [`v${baseline.version} ${formatCounts(fixture.baseline)}`]),
      `v${candidate.version} ${formatCounts(fixture.candidate)}`,
    ];
    return `${codeSpan(fixture.id, 60)} (${scores.join(', ')})`;
  });
  const rest = flaky.length - named.length;
  return [
    ...(points.length === 0 ? [] : ['**What was run again**', ...list(points)]),
    ...(flaky.length === 0 || limit === 0
      ? []
      : [
          `🎲 **Looks flaky**, right in some trials and wrong in others on one version: ${named.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`,
        ]),
  ];
}
