/** A probability in percent: one digit below 10, none above, and all or nothing only where it is. */
export function formatRate(rate: number): string {
  const percent = 100 * rate;
  if (percent === 0 || percent === 100) return `${percent}%`;
  if (percent < 0.1) return '<0.1%';
  if (percent > 99.9) return '>99.9%';
  return percent < 9.95 || percent > 99 ? `${Number(percent.toFixed(1))}%` : `${Math.round(percent)}%`;
}

/** `0.4–1.2%` */
export function formatInterval({ low, high }: { readonly low: number; readonly high: number }): string {
  return `${formatRate(low).replace('%', '')}–${formatRate(high)}`;
}
