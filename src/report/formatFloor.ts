/** A floor from `min-score`, 0 to 1, as a share: `60%`. */
export function formatFloor(floor: number): string {
  return `${Math.round(floor * 10_000) / 100}%`;
}
