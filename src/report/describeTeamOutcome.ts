import type { TeamVerdict } from '../domain/verdict.ts';
import { formatFloor } from './headline.ts';

/** A team's verdict in a word or two, with an icon beside the word; holds nothing untrusted. */
export function describeTeamOutcome(team: TeamVerdict): string {
  const { outcome, floor, candidate, notScored, test } = team;
  const missing = notScored.length === 0 ? '' : `, ${notScored.length} not scored`;
  const under = floor !== undefined && candidate.of > 0 && candidate.right / candidate.of < floor;
  const asked = floor === undefined ? '' : ` (at least ${formatFloor(floor)})`;
  switch (outcome) {
    case 'regressed':
      return `❌ regressed${under ? `, below its floor${asked}` : ''}${missing}`;
    case 'below-floor':
      return `❌ below its floor${asked}${missing}`;
    case 'inconclusive':
      return `⚠️ inconclusive${missing}`;
    case 'not-evaluated':
      return `⚠️ not evaluated${missing}`;
    case 'unprotected':
      return `⚠️ unprotected${missing}`;
    case 'improved':
      return `✅ improved${test?.look === undefined ? '' : ', after a re-run'}${missing}`;
    case 'held':
      return `✅ held${test?.look === undefined ? '' : ', after a re-run'}${missing}`;
    case 'new':
      return `✅ new, no baseline${missing}`;
  }
}
