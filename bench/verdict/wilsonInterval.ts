/** The 97.5 % point of the standard normal distribution. */
const Z = 1.96;

/**
 * The 95 % interval for a share that was seen `count` times in `of`, both ends from 0 to 1.
 *
 * E. B. Wilson, Journal of the American Statistical Association 22 (1927), 209–212; Brown, Cai and DasGupta,
 * Statistical Science 16 (2001), 101–133, on why not the textbook's: that one is empty where nothing was seen.
 *
 * @param of from 1
 */
export function wilsonInterval(count: number, of: number): readonly [low: number, high: number] {
  const share = count / of;
  const middle = (share + Z ** 2 / (2 * of)) / (1 + Z ** 2 / of);
  const half = (Z / (1 + Z ** 2 / of)) * Math.sqrt((share * (1 - share)) / of + (Z / (2 * of)) ** 2);
  // At 0 and at all, rounding must not push the end past what was seen.
  return [Math.max(0, Math.min(share, middle - half)), Math.min(1, Math.max(share, middle + half))];
}
