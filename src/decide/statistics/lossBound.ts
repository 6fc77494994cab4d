import type { Table } from './table.ts';

/** The 95 % point of the standard normal distribution. */
const Z = 1.645;

/** Σ(b − c)/m: how many fixtures' worth of right answers the candidate loses. A table without pairs adds nothing. */
export function measureLoss(tables: readonly Table[]): number {
  let loss = 0;
  for (const { pairs, baselineRight, candidateRight } of tables) {
    if (pairs > 0) loss += (baselineRight - candidateRight) / pairs;
  }
  return loss;
}

/**
 * A one-sided 95 % upper bound for the loss on these fixtures, in fixtures: `measureLoss` plus 1.645 standard
 * errors. Each share's variance is p̃(1 − p̃)/(m + 2) with p̃ = (x + 1)/(m + 2), which unlike p(1 − p)/m is not 0
 * where all trials agree. A table without pairs adds no loss, but adds what is not known of it: p̃ is ½ then.
 *
 * The one-sided form of Agresti and Caffo, The American Statistician 54 (2000), 280–288 (one success and one failure
 * added to each sample), summed over independent fixtures, around the plain loss. An approximation, for one look: it
 * is no simultaneous bound over several rounds.
 */
export function boundLoss(tables: readonly Table[]): number {
  let variance = 0;
  for (const { pairs, baselineRight, candidateRight } of tables) {
    variance += shareVariance(baselineRight, pairs) + shareVariance(candidateRight, pairs);
  }
  return measureLoss(tables) + Z * Math.sqrt(variance);
}

function shareVariance(right: number, pairs: number): number {
  const share = (right + 1) / (pairs + 2);
  return (share * (1 - share)) / (pairs + 2);
}
