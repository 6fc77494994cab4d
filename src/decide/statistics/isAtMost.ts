/** Logarithms and sums of doubles are good to about this, relatively. */
const ROUNDING = 1e-12;

/** Whether a probability is at most a level, where rounding must not decide a tie: 1/128 is at most 0.0078125. */
export function isAtMost(p: number, level: number): boolean {
  return p <= level * (1 + ROUNDING);
}
