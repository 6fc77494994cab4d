import type { TeamOutcome, TeamVerdict } from '../domain/verdict.ts';
import type { Evaluation } from './buildReport.ts';
import { describeTeamOutcome } from './describeTeamOutcome.ts';
import { codeSpan } from './escape.ts';
import { formatCount } from './formatEffort.ts';
import { formatChange, formatScore } from './formatScore.ts';
import { type Align, fold, table } from './markdown.ts';
import { nameSides } from './nameSides.ts';

/** Teams up to which the table stands open as a whole. */
const OPEN_TEAMS = 20;
/** Of a longer table at least these, the worst, stand open. */
const OPEN_AT_LEAST = 10;
const FINE: ReadonlySet<TeamOutcome> = new Set(['improved', 'held', 'new']);

/** The table of teams, worst first, with the sum over all of them; at most `limit` rows. */
export function renderTeams(evaluation: Evaluation, limit: number): readonly string[] {
  const { teams, baseline, total } = evaluation;
  const sides = nameSides(evaluation);
  const open = teams.slice(0, Math.min(limit, countOpen(teams)));
  const folded = teams.slice(open.length, limit);
  const rest = teams.length - open.length - folded.length;
  const columns: readonly (readonly [string, Align])[] = [
    ['Team', 'left'],
    ...(baseline === undefined ? [] : [[sides.baseline ?? '', 'right'] as const]),
    [sides.candidate, 'right'],
    ...(baseline === undefined ? [] : [['Change', 'right'] as const]),
    ['Verdict', 'left'],
  ];
  const toCells = (row: Pick<TeamVerdict, 'baseline' | 'candidate'>) => [
    ...(baseline === undefined ? [] : [row.baseline === undefined ? '' : formatScore(row.baseline)]),
    formatScore(row.candidate),
    ...(baseline === undefined
      ? []
      : [row.baseline === undefined ? '' : formatChange(row.baseline, row.candidate)]),
  ];
  const toRow = (team: TeamVerdict) => [
    codeSpan(team.team, 60),
    ...toCells(team).map((cell) => (FINE.has(team.outcome) || cell === '' ? cell : `**${cell}**`)),
    describeTeamOutcome(team),
  ];
  const sum = teams.length > 1 ? [['*all teams*', ...toCells(total), '']] : [];
  return [
    ...table(columns, [...open.map(toRow), ...sum]),
    ...fold(`${formatCount(folded.length, 'more team')}`, table(columns, folded.map(toRow))),
    ...(rest > 0 ? [`… and ${formatCount(rest, 'more team')}.`] : []),
  ];
}

function countOpen(teams: readonly TeamVerdict[]): number {
  if (teams.length <= OPEN_TEAMS) return teams.length;
  return Math.max(OPEN_AT_LEAST, teams.filter((team) => !FINE.has(team.outcome)).length);
}
