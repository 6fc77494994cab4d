import type { FixtureResult, Trial } from '../../domain/trial.ts';
import type { Score } from '../../domain/verdict.ts';
import { listScoredPairs } from '../listScoredPairs.ts';

/** How many fixtures have one graded field right, whatever became of the others. */
export interface FieldScore {
  readonly field: string;
  /** Undefined without a baseline. */
  readonly baseline: Score | undefined;
  readonly candidate: Score;
}

/**
 * Scores each graded field by itself over the scored pairs of first trials. A fixture with several trials counts by
 * its share of right ones; a reply that could not be read, or none at all, has every field wrong.
 */
export function countFields(
  results: readonly FixtureResult[],
  fields: readonly string[],
): readonly FieldScore[] {
  const scored = results.map(listScoredPairs).filter((pairs) => pairs.length > 0);
  const hasBaseline = scored.some(([pair]) => pair?.baseline !== undefined);
  return fields.map((field) => {
    const score = (side: 'baseline' | 'candidate'): Score => ({
      right: scored.reduce(
        (sum, pairs) => sum + pairs.filter((pair) => isRight(pair[side], field)).length / pairs.length,
        0,
      ),
      of: scored.length,
    });
    return { field, baseline: hasBaseline ? score('baseline') : undefined, candidate: score('candidate') };
  });
}

function isRight(trial: Trial | undefined, field: string): boolean {
  if (trial === undefined || trial.grade.kind === 'not-scored') return false;
  return trial.grade.fields.some((graded) => graded.field === field && graded.right);
}
