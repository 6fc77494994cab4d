/** numerator / denominator, correct to the last digits of a double though both may be far beyond one. */
export function ratio(numerator: bigint, denominator: bigint): number {
  if (numerator === 0n) return 0;
  // So many binary digits that the quotient has at least 64 of them, which a double cuts to 53.
  const shift = Math.max(0, denominator.toString(2).length - numerator.toString(2).length + 65);
  return Number((numerator << BigInt(shift)) / denominator) * 2 ** -shift;
}
