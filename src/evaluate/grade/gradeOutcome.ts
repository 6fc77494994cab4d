import type { Fixture, Json } from '../../domain/fixture.ts';
import type { Policy } from '../../domain/policy.ts';
import { GateError } from '../../domain/problem.ts';
import { shorten } from '../../domain/shorten.ts';
import type { FieldGrade, Grade, Outcome } from '../../domain/trial.ts';
import { findLabelProblems } from './findLabelProblems.ts';
import { hasTextLabels } from './label.ts';
import { matchField } from './matchField.ts';
import { readReply } from './readReply.ts';

/**
 * Grades what one trial came to against the fixture's labels (design: "What a trial can come to"). A trial is
 * right when the reply can be read and every expected field is right; a turn that ended without an answer is
 * wrong under its own name; a failure of the service is no grade at all.
 * Throws a `GateError` when a label does not suit its matcher: nothing could be graded against it.
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
  const problems = findLabelProblems([fixture], policy);
  if (problems.length > 0) throw new GateError(problems);

  const read = readReply(reply, policy.reply, Object.keys(policy.expect));
  if ('unreadable' in read)
    return { kind: 'wrong', reason: 'unreadable', fields: [], detail: read.unreadable };

  const typeless = { label: hasTextLabels(fixture), reply: policy.reply === 'text' };
  const fields: FieldGrade[] = [];
  const faults: string[] = [];
  for (const [field, matcher] of Object.entries(policy.expect)) {
    // Both are there: the checks above have seen to it.
    const expected = fixture.fields[field] ?? null;
    const actual = read.fields.get(field) ?? null;
    const match = matchField(matcher, expected, actual, typeless);
    fields.push({ field, expected, actual, right: match.right });
    if (!match.right) faults.push(describeFault(field, expected, actual, match.note));
  }
  return faults.length === 0
    ? { kind: 'right', fields }
    : { kind: 'wrong', reason: 'answer', fields, detail: faults.join('; ') };
}

function describeFault(field: string, expected: Json, actual: Json, note: string | undefined): string {
  const [label, value] = [expected, actual].map((side) => shorten(JSON.stringify(side)));
  const had = `\`${field}\` should be ${label}, was ${value}`;
  return note === undefined ? had : `${had} (${note})`;
}
