import type { TeamVerdict } from '../domain/verdict.ts';
import { formatFloor } from './formatFloor.ts';
import { nameOutcome } from './nameOutcome.ts';

/** A team's verdict in a word or two, with an icon beside the word; holds nothing untrusted. */
export function describeTeamOutcome(team: TeamVerdict): string {
  const { outcome, notScored } = team;
  const missing = notScored.length === 0 ? '' : `, ${notScored.length} not scored`;
  return `${nameOutcome(outcome)}${describeWhy(team)}${missing}`;
}

function describeWhy({ outcome, floor, candidate, test }: TeamVerdict): string {
  const under = floor !== undefined && candidate.of > 0 && candidate.right / candidate.of < floor;
  const asked = floor === undefined ? '' : ` (at least ${formatFloor(floor)})`;
  if (outcome === 'below-floor') return asked;
  if (outcome === 'regressed') return under ? `, below its floor${asked}` : '';
  const isRerun = (outcome === 'improved' || outcome === 'held') && test?.look !== undefined;
  return isRerun ? ', after a re-run' : '';
}
