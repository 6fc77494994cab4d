/** `$1.23`, and enough digits that a small sum is not called nothing. */
export function formatUsd(usd: number): string {
  if (usd === 0 || usd >= 0.1) return `$${usd.toFixed(2)}`;
  return usd < 0.0001 ? 'under $0.0001' : `$${usd.toFixed(4)}`;
}
