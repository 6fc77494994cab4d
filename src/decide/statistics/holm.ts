import { isAtMost } from './isAtMost.ts';

/**
 * Holm's step-down procedure: which of the hypotheses are rejected so that the probability of rejecting any true one
 * is at most `alpha`. In ascending order, each p-value is held against `alpha` divided by the number of hypotheses
 * not yet rejected, and the first that fails ends it.
 *
 * S. Holm, Scandinavian Journal of Statistics 6 (1979), 65–70; R's `p.adjust(p, "holm")`.
 *
 * @param pValues of the hypotheses that are still open
 * @param family all hypotheses, at least those that are open and those that were rejected before
 * @param rejectedBefore how many of the family were rejected in an earlier look
 * @returns for each p-value whether it is rejected, and the level that it was held against (the level of the one
 *   that failed for those after it)
 */
export function holm(
  pValues: readonly number[],
  alpha: number,
  family = pValues.length,
  rejectedBefore = 0,
): readonly { readonly rejected: boolean; readonly level: number }[] {
  const order = [...pValues.keys()].sort((a, b) => (pValues[a] ?? 1) - (pValues[b] ?? 1));
  const results = pValues.map(() => ({ rejected: false, level: 0 }));
  let rejected = rejectedBefore;
  let open = true;
  for (const index of order) {
    const level = alpha / (family - rejected);
    open &&= isAtMost(pValues[index] ?? 1, level);
    results[index] = { rejected: open, level };
    if (open) rejected += 1;
  }
  return results;
}
