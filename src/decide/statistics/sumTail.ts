/**
 * The sum of `values` from index `from` to the end, the smallest first so that rounding loses nothing. Within
 * [0, 1] for the tail of a distribution, whatever rounding did; above 0 for a tail that is not empty: an event that
 * was observed is never impossible, though a double may be too coarse for its probability.
 */
export function sumTail(values: readonly number[], from: number): number {
  let sum = 0;
  const start = Math.max(0, from);
  if (start >= values.length) return 0;
  for (let index = values.length - 1; index >= start; index -= 1) sum += values[index] ?? 0;
  return Math.min(1, Math.max(sum, Number.MIN_VALUE));
}
