import type { FixtureResult, Trial } from '../../domain/trial.ts';
import { readField } from '../readField.ts';
import { formatValue } from '../summarizeAnswer.ts';

/** How often a value was expected and another one (or the same) answered, in the first trials of either version. */
export interface Route {
  readonly expected: string;
  /** A value; or in brackets why there is none, as `[unreadable]`. */
  readonly answered: string;
  readonly baseline: number;
  readonly candidate: number;
}

/**
 * The confusion matrix of one graded field for both versions, as its cells that are not 0 on both. Trials that could
 * not be scored are no answers and are left out, on their own version only.
 */
export function countRoutes(results: readonly FixtureResult[], field: string): readonly Route[] {
  const counts = new Map<
    string,
    { expected: string; answered: string; baseline: number; candidate: number }
  >();
  for (const { fixture, baseline, candidate } of results) {
    const expected = formatValue(readField(fixture, field) ?? null);
    for (const trial of [...baseline, ...candidate]) {
      const answered = readAnswer(trial, field);
      if (answered === undefined) continue;
      const key = JSON.stringify([expected, answered]);
      const route = counts.get(key) ?? { expected, answered, baseline: 0, candidate: 0 };
      route[trial.side] += 1;
      counts.set(key, route);
    }
  }
  return [...counts.values()];
}

function readAnswer({ grade }: Trial, field: string): string | undefined {
  if (grade.kind === 'not-scored') return undefined;
  const graded = grade.fields.find((one) => one.field === field);
  if (graded !== undefined) return formatValue(graded.actual ?? null);
  return grade.kind === 'wrong' ? `[${grade.reason}]` : undefined;
}
