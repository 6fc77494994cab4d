/**
 * The fullest of several versions of a text that fits a limit. `versions` go from the fullest to the shortest,
 * and each is only made when the ones before did not fit. The last one is given even if it does not fit: it
 * has to be short by construction. `measure` says how long a text is, in the unit of `limit`.
 */
export function fit(
  versions: readonly (() => string)[],
  limit: number,
  measure: (text: string) => number,
): string {
  let text = '';
  for (const make of versions) {
    text = make();
    if (measure(text) <= limit) break;
  }
  return text;
}
