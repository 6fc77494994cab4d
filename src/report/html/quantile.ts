/** The `share`-quantile (0 to 1) of ascending values, between two of them where it falls there; undefined of nothing. */
export function quantile(sorted: readonly number[], share: number): number | undefined {
  const place = (sorted.length - 1) * share;
  const lower = sorted[Math.floor(place)];
  const upper = sorted[Math.ceil(place)];
  return lower === undefined || upper === undefined ? undefined : lower + (upper - lower) * (place % 1);
}
