/** A probability as a reader takes it in: `in at most 1 of 4,900 runs`, or in percent where that is clearer. */
export function formatChance(p: number): string {
  if (p >= 0.095) return `in up to ${Math.min(100, Math.ceil(p * 100))}% of runs`;
  // Rounded down, so that "at most" stays true.
  const runs = Math.floor(1 / p);
  if (runs > 1_000_000) return 'in less than 1 of a million runs';
  const digits = 10 ** Math.max(0, Math.floor(Math.log10(runs)) - 1);
  return `in at most 1 of ${(Math.floor(runs / digits) * digits).toLocaleString('en-US')} runs`;
}

/** A p-value or a level with two significant digits, never rounded to nothing. */
export function formatP(p: number): string {
  if (p < 0.000_001) return 'under 0.000001';
  return String(Number(p.toPrecision(2)));
}
