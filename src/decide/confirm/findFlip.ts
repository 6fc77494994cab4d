import type { Flip } from '../../domain/verdict.ts';
import type { Table } from '../statistics/table.ts';

/**
 * Whether a fixture flipped by its majority: right in at least half of its pairs on one version and in under half on
 * the other. With one trial each that is any difference. Undefined without a scored pair.
 */
export function findFlip({ pairs, baselineRight, candidateRight }: Table): Flip | undefined {
  if (pairs === 0) return undefined;
  const [before, after] = [2 * baselineRight >= pairs, 2 * candidateRight >= pairs];
  if (before === after) return undefined;
  return before ? 'broke' : 'fixed';
}
