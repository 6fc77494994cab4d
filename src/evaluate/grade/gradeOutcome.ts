import type { Fixture, Json } from '../../domain/fixture.ts';
import type { Policy } from '../../domain/policy.ts';
import { GateError } from '../../domain/problem.ts';
import { quote } from '../../domain/quote.ts';
import { shorten } from '../../domain/shorten.ts';
import type { FieldGrade, Grade, Outcome } from '../../domain/trial.ts';
import { hasTextLabels } from './hasTextLabels.ts';
import { matchField } from './matchField.ts';
import { readReply } from './readReply.ts';

/**
 * Grades what one trial came to against the fixture's labels (design: "What a trial can come to"). A trial is
 * right when the reply can be read and every expected field is right; a turn that ended without an answer is
 * wrong under its own name; a failure of the service is no grade at all.
 * The labels must suit their matchers, as those of every fixture do that was read by config/; throws a
 * `GateError` when one is missing all the same.
 */
export function gradeOutcome(outcome: Outcome, fixture: Fixture, policy: Policy): Grade {
  switch (outcome.kind) {
    case 'answered':
      return gradeReply(outcome.reply, fixture, policy);
    case 'not-scored':
      return { kind: 'not-scored', detail: outcome.detail };
    case 'refusal':
    case 'waiting':
    case 'budget-reached':
    case 'too-slow':
      return { kind: 'wrong', reason: outcome.kind, fields: [], detail: outcome.detail };
  }
}

function gradeReply(reply: string, fixture: Fixture, policy: Policy): Grade {
  const read = readReply(reply, policy.reply, Object.keys(policy.expect));
  if ('unreadable' in read)
    return { kind: 'wrong', reason: 'unreadable', fields: [], detail: read.unreadable };

  const typeless = { label: hasTextLabels(fixture), reply: policy.reply === 'text' };
  const fields: FieldGrade[] = [];
  const faults: string[] = [];
  for (const [field, matcher] of Object.entries(policy.expect)) {
    const expected = readLabel(fixture, field);
    // It is there, or the reply would be unreadable.
    const actual = read.fields.get(field) ?? null;
    const match = matchField(matcher, expected, actual, typeless);
    fields.push({ field, expected, actual, right: match.right });
    if (!match.right) faults.push(describeFault(field, expected, actual, match.note));
  }
  return faults.length === 0
    ? { kind: 'right', fields }
    : { kind: 'wrong', reason: 'answer', fields, detail: faults.join('; ') };
}

function readLabel({ id, fields, file, line }: Fixture, field: string): Json {
  const label = Object.hasOwn(fields, field) ? fields[field] : undefined;
  if (label !== undefined) return label;
  throw new GateError({
    file,
    line,
    message: `Fixture ${quote(id)} has no label \`${field}\` to grade against.`,
  });
}

function describeFault(field: string, expected: Json, actual: Json, note: string | undefined): string {
  const [label, value] = [expected, actual].map((side) => shorten(JSON.stringify(side)));
  const had = `\`${field}\` should be ${label}, was ${value}`;
  return note === undefined ? had : `${had} (${note})`;
}
