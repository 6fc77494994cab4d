/**
 * By how much a measure grew or shrank: `+12%`, `−3.5%`, `0%`, from ten times on `12×`; nothing when it was 0 or is not
 * known. Differences that floating point makes of equal sums are none.
 */
export function formatPercentChange(before: number | undefined, after: number | undefined): string {
  if (before === undefined || after === undefined) return '';
  if (Math.abs(after - before) <= 1e-9 * Math.abs(before)) return '0%';
  if (before <= 0) return '';
  const ratio = after / before;
  if (ratio >= 10) return `${Math.round(ratio)}×`;
  const percent = Math.abs(ratio - 1) * 100;
  const shown = percent < 0.1 ? '<0.1' : String(Number(percent.toFixed(percent < 9.95 ? 1 : 0)));
  return `${ratio < 1 ? '−' : '+'}${shown}%`;
}
