/**
 * The nearest-rank percentile: the smallest value that at least a share `p` (above 0, at most 1) of all values do
 * not exceed, so always one of them; undefined of nothing. Of under 20 values the 95th percentile is the largest.
 *
 * Hyndman and Fan, Sample Quantiles in Statistical Packages, The American Statistician 50 (1996), definition 1.
 */
export function percentile(values: readonly number[], p: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  // The product of 0.95 and 20 is 19 only but for its last bits.
  return sorted[Math.max(0, Math.ceil(sorted.length * p - 1e-9) - 1)];
}
