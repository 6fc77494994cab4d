import type { FieldGrade, FixtureResult, Trial } from '../../domain/trial.ts';
import { listScoredPairs } from '../listScoredPairs.ts';
import { readField } from '../readField.ts';
import { formatValue } from '../summarizeAnswer.ts';
import { WITHHELD } from '../withholdReplies.ts';

/** How often a value was expected and another one (or the same) answered, in the first trials of either version. */
export interface Route {
  readonly expected: string;
  /** A value; or in brackets why there is none, as `[unreadable]`. */
  readonly answered: string;
  /** Whether `answered` is a value of the reply: one may look like a reason in brackets. */
  readonly isValue: boolean;
  /** By the policy's matcher: `Billing` is right for `billing` where case is ignored. */
  readonly right: boolean;
  readonly baseline: number;
  readonly candidate: number;
}

type Answer = Pick<Route, 'answered' | 'isValue' | 'right'>;

/**
 * The confusion matrix of one graded field for both versions, as its cells that are not 0 on both. Only pairs of
 * first trials that were scored on both versions count; without a baseline, the candidate's scored ones.
 */
export function countRoutes(results: readonly FixtureResult[], field: string): readonly Route[] {
  const counts = new Map<string, Route & Record<'baseline' | 'candidate', number>>();
  for (const result of results) {
    const expected = formatValue(readField(result.fixture, field) ?? null);
    for (const pair of listScoredPairs(result)) {
      for (const side of ['baseline', 'candidate'] as const) {
        const trial = pair[side];
        if (trial === undefined) continue;
        const answer = readAnswer(trial, field);
        const key = JSON.stringify([expected, answer.answered, answer.isValue, answer.right]);
        const route = counts.get(key) ?? { expected, ...answer, baseline: 0, candidate: 0 };
        counts.set(key, { ...route, [side]: route[side] + 1 });
      }
    }
  }
  return [...counts.values()];
}

function readAnswer({ grade }: Trial, field: string): Answer {
  const graded = grade.kind === 'not-scored' ? undefined : grade.fields.find((one) => one.field === field);
  if (graded !== undefined) return readGraded(graded);
  const reason = grade.kind === 'wrong' ? grade.reason : 'no answer';
  return { answered: `[${reason}]`, isValue: false, right: false };
}

function readGraded({ actual, expected, right }: FieldGrade): Answer {
  if (actual === undefined) return { answered: '[nothing]', isValue: false, right };
  return actual === WITHHELD && expected !== WITHHELD
    ? { answered: '[another answer]', isValue: false, right }
    : { answered: formatValue(actual), isValue: true, right };
}
