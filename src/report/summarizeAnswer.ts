import type { Json } from '../domain/fixture.ts';
import type { Policy } from '../domain/policy.ts';
import type { FieldGrade, FixtureResult, Grade, Trial } from '../domain/trial.ts';
import { readField } from './readField.ts';
import { WITHHELD } from './withholdReplies.ts';

/** A graded field's value as text; the field's name only where several are graded. */
export interface AnswerPart {
  readonly field: string | undefined;
  /** Undefined: withheld. */
  readonly value: string | undefined;
}

/** What a version said, over all trials in which it said the same. */
export interface Answer {
  readonly right: boolean;
  /** Why there is nothing to show: `unreadable`, `refusal`, `not scored`, … */
  readonly label: string | undefined;
  /** What goes with the label. */
  readonly detail: string | undefined;
  readonly parts: readonly AnswerPart[];
  readonly times: number;
  /** Of the first trial that said so. */
  readonly session: string | undefined;
}

/** What was expected of a fixture and what each version said in all its trials, with only the fields that make a difference. */
export interface Comparison {
  readonly expected: readonly AnswerPart[];
  readonly baseline: readonly Answer[];
  readonly candidate: readonly Answer[];
}

export function compareAnswers(result: FixtureResult, policy: Policy): Comparison {
  const fields = Object.keys(policy.expect);
  const baseline = [...result.baseline, ...result.fresh.baseline];
  const candidate = [...result.candidate, ...result.fresh.candidate];
  const wrong = new Set(
    [...baseline, ...candidate]
      .flatMap(({ grade }) => (grade.kind === 'wrong' ? grade.fields : []))
      .filter((field) => !field.right)
      .map(({ field }) => field),
  );
  const shown = wrong.size > 0 ? fields.filter((field) => wrong.has(field)) : fields;
  const named = fields.length > 1;
  return {
    expected: shown.map((field) => ({
      field: named ? field : undefined,
      value: formatValue(readField(result.fixture, field) ?? null),
    })),
    baseline: summarizeAnswers(baseline, shown, named),
    candidate: summarizeAnswers(candidate, shown, named),
  };
}

/** Equal answers are counted, the most frequent first. */
function summarizeAnswers(
  trials: readonly Trial[],
  fields: readonly string[],
  named: boolean,
): readonly Answer[] {
  const counted = new Map<string, Answer>();
  for (const trial of trials) {
    const answer = readAnswer(trial, fields, named);
    // Details differ from trial to trial (they quote the reply); the first stands for all.
    const key = JSON.stringify([answer.right, answer.label, answer.parts]);
    counted.set(key, { ...(counted.get(key) ?? answer), times: (counted.get(key)?.times ?? 0) + 1 });
  }
  return [...counted.values()].sort((a, b) => b.times - a.times);
}

function readAnswer({ grade, session }: Trial, fields: readonly string[], named: boolean): Answer {
  const told = { right: grade.kind === 'right', times: 1, session };
  if (grade.kind === 'not-scored') {
    return { ...told, label: 'not scored', detail: grade.detail, parts: [] };
  }
  if (grade.kind === 'wrong' && grade.fields.length === 0) {
    return { ...told, label: describeReason(grade.reason), detail: hideWithheld(grade.detail), parts: [] };
  }
  const parts = fields.map((field) => ({
    field: named ? field : undefined,
    value: formatActual(grade.fields.find((candidate) => candidate.field === field)),
  }));
  return { ...told, label: undefined, detail: undefined, parts };
}

function describeReason(reason: Extract<Grade, { kind: 'wrong' }>['reason']): string {
  return reason === 'answer' ? 'wrong' : reason.replaceAll('-', ' ');
}

/** The sentence about the whole pin says that replies are withheld; repeating it on every row helps nobody. */
function hideWithheld(detail: string): string | undefined {
  return detail === WITHHELD || detail === '' ? undefined : detail;
}

function formatActual(grade: FieldGrade | undefined): string | undefined {
  if (grade?.actual === undefined) return 'nothing';
  return grade.actual === WITHHELD && grade.expected !== WITHHELD ? undefined : formatValue(grade.actual);
}

/** Texts as they are, unless they could be taken for another value (`4`, `true`) or hide spaces at their ends. */
export function formatValue(value: Json): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const ambiguous =
    value === '' || value !== value.trim() || /^(?:null|true|false|-?\d+(?:\.\d+)?)$/.test(value);
  return ambiguous ? JSON.stringify(value) : value;
}
