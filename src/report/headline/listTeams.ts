import type { TeamVerdict } from '../../domain/verdict.ts';
import { quoteName } from '../quoteName.ts';
import { NAMED } from './named.ts';

/** `` `billing` regressed: 4/5 → 2/5 ``, or with several teams `` 3 teams regressed: `billing` 4/5 → 2/5, … ``. */
export function listTeams(
  teams: readonly TeamVerdict[],
  verb: string,
  describe: (team: TeamVerdict) => string,
): readonly string[] {
  const [first] = teams;
  if (first === undefined) return [];
  if (teams.length === 1) return [`${quoteName(first.team)} ${verb}: ${describe(first)}`];
  const named = teams.slice(0, NAMED).map((team) => `${quoteName(team.team)} ${describe(team)}`);
  const rest = teams.length - named.length;
  const list = rest > 0 ? `${named.join(', ')} and ${rest} more` : named.join(' and ');
  return [`${teams.length} teams ${verb}: ${list}`];
}
