import type { Json } from '../../../src/domain/fixture.ts';
import type { FieldGrade, Grade, Outcome, Trial } from '../../../src/domain/trial.ts';

/** A right answer of the baseline's first trial. */
export function makeTrial(overrides: Partial<Trial> = {}): Trial {
  return {
    side: 'baseline',
    index: 0,
    session: 'sesn_011CZkZAtmR3yMPDzynEDxu7',
    outcome: { kind: 'answered', reply: '{"team":"billing"}' },
    grade: {
      kind: 'right',
      fields: [{ field: 'team', expected: 'billing', actual: 'billing', right: true }],
    },
    usage: {
      inputTokens: 420,
      outputTokens: 12,
      cacheReadTokens: 0,
      cacheCreationTokens: 0,
      activeSeconds: 2,
    },
    costUsd: 0.001,
    latencyMs: 2_000,
    attempts: 1,
    ...overrides,
  };
}

/** A trial that answered `actual` where `expected` was asked for, graded as `exact` does. */
export function makeAnswer(expected: Json, actual: Json, overrides: Partial<Trial> = {}): Trial {
  const right = JSON.stringify(expected) === JSON.stringify(actual);
  const fields: readonly FieldGrade[] = [{ field: 'team', expected, actual, right }];
  const detail = `\`team\` should be ${JSON.stringify(expected)}, was ${JSON.stringify(actual)}`;
  const grade: Grade = right
    ? { kind: 'right', fields }
    : { kind: 'wrong', reason: 'answer', fields, detail };
  return makeTrial({
    outcome: { kind: 'answered', reply: JSON.stringify({ team: actual }) },
    grade,
    ...overrides,
  });
}

/** The same of a reply with several graded fields. */
export function makeFieldsAnswer(
  expected: Readonly<Record<string, Json>>,
  actual: Readonly<Record<string, Json>>,
  overrides: Partial<Trial> = {},
): Trial {
  const fields: readonly FieldGrade[] = Object.entries(expected).map(([field, value]) => ({
    field,
    expected: value,
    actual: actual[field],
    right: JSON.stringify(value) === JSON.stringify(actual[field]),
  }));
  const wrong = fields.filter(({ right }) => !right);
  const detail = wrong.map(({ field }) => `\`${field}\` is wrong`).join('; ');
  const grade: Grade =
    wrong.length === 0 ? { kind: 'right', fields } : { kind: 'wrong', reason: 'answer', fields, detail };
  return makeTrial({ outcome: { kind: 'answered', reply: JSON.stringify(actual) }, grade, ...overrides });
}

/** A trial whose reply could not be read. */
export function makeUnreadable(reply: string, overrides: Partial<Trial> = {}): Trial {
  const detail = `the reply is not JSON: ${JSON.stringify(reply.slice(0, 80))}`;
  return makeTrial({
    outcome: { kind: 'answered', reply },
    grade: { kind: 'wrong', reason: 'unreadable', fields: [], detail },
    ...overrides,
  });
}

/** A trial that ended without an answer: wrong under its own name, or not scored. */
export function makeUnanswered(
  outcome: Exclude<Outcome, { kind: 'answered' }>,
  overrides: Partial<Trial> = {},
): Trial {
  const grade: Grade =
    outcome.kind === 'not-scored'
      ? { kind: 'not-scored', detail: outcome.detail }
      : { kind: 'wrong', reason: outcome.kind, fields: [], detail: outcome.detail };
  return makeTrial({ outcome, grade, ...overrides });
}
