import type { PairCount, Score } from '../domain/verdict.ts';

/** Above this many fixtures a share says more than the counts alone. */
const SHARE_FROM = 20;

/** `4/5`; `4.5/6` when fixtures have several trials. */
export function formatCounts(score: Score, digits = 2): string {
  return `${round(score.right, digits)}/${round(score.of)}`;
}

/** `4/5 → 2/5`, with as many digits as it takes to tell two different scores apart. */
export function formatMove(baseline: Score, candidate: Score): string {
  const write = (digits: number) =>
    [formatCounts(baseline, digits), formatCounts(candidate, digits)] as const;
  const differ = [2, 4, 6].map(write).find(([before, after]) => before !== after);
  return (differ ?? write(2)).join(' → ');
}

/** Fresh trials of one fixture: `4/4 → 0/4`; nothing of one that was not run again. */
export function formatRerun(rerun: PairCount | undefined): string {
  return rerun === undefined ? '' : `${rerun.baseline}/${rerun.of} → ${rerun.candidate}/${rerun.of}`;
}

/** The counts, with the share in front when there are more than 20 fixtures: `87.5% (35/40)`. */
export function formatScore(score: Score): string {
  return score.of > SHARE_FROM ? `${formatShare(score)} (${formatCounts(score)})` : formatCounts(score);
}

/** One decimal at most, and never rounded up to all or down to nothing. `n/a` of nothing. */
function formatShare({ right, of }: Score): string {
  if (of === 0) return 'n/a';
  const percent = Math.round((right / of) * 1000) / 10;
  if (percent >= 100 && right < of) return '>99.9%';
  if (percent <= 0 && right > 0) return '<0.1%';
  return `${percent}%`;
}

/** The candidate's score less the baseline's, in fixtures, with a true minus sign: `−2`, `+0.5`, `0`. */
export function formatChange(baseline: Score, candidate: Score): string {
  const change = candidate.right - baseline.right;
  const size = Math.abs(change);
  // Sums of thirds differ from each other in the last bits.
  if (size < 1e-9) return '0';
  // A change that two decimals would hide keeps its first digit.
  const shown = size < 0.005 ? size.toPrecision(1) : String(round(size));
  return `${change < 0 ? '−' : '+'}${shown}`;
}

function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits));
}
