/** A probability with two significant digits, never rounded to nothing. */
export function formatProbability(p: number): string {
  return p < 0.000_001 ? '<0.000001' : String(Number(p.toPrecision(2)));
}
