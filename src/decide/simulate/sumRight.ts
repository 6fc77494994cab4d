import type { Table } from '../statistics/table.ts';

/** How many of a team's trials one side got right. */
export function sumRight(team: readonly Table[], side: 'baselineRight' | 'candidateRight'): number {
  let sum = 0;
  for (const table of team) sum += table[side];
  return sum;
}

/** Whether the candidate's share of right trials is under the floor; exactly on it is not under it. */
export function isUnderFloor(team: readonly Table[], floor: number | undefined): boolean {
  if (floor === undefined) return false;
  let pairs = 0;
  for (const table of team) pairs += table.pairs;
  return pairs > 0 && sumRight(team, 'candidateRight') / pairs < floor;
}
