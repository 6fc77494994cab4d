/** `min-score`: shares from 0 to 1 by team. */
export type Floors = Readonly<Record<string, number>>;

/** The floor that the policy sets for a team, whatever the team is called. */
export function floorOf(floors: Floors, team: string): number | undefined {
  return Object.hasOwn(floors, team) ? floors[team] : undefined;
}
