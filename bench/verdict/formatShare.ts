import { wilsonInterval } from './wilsonInterval.ts';

/** `96.9 (96.5–97.2)`: per cent, and the 95 % interval that the number of runs leaves. */
export function formatShare(count: number, runs: number): string {
  const [low, high] = wilsonInterval(count, runs);
  return `${formatPercent(count, runs)} (${toPercent(low)}–${toPercent(high)})`;
}

/** `96.9` */
export function formatPercent(count: number, runs: number): string {
  return toPercent(count / runs);
}

/** One digit, two where one would be as good as nothing; 100 and 0 only where it is all or nothing. */
function toPercent(share: number): string {
  const percent = 100 * share;
  const digits = [1, 2, 3].find((count) => {
    const rounded = Number(percent.toFixed(count));
    return (rounded > 0 && rounded < 100) || percent === 0 || percent === 100;
  });
  return String(Number(percent.toFixed(digits ?? 4)));
}
