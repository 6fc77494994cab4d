import type { Fixture } from '../../domain/fixture.ts';
import type { Policy } from '../../domain/policy.ts';
import { GateError } from '../../domain/problem.ts';
import type { Grade, Outcome } from '../../domain/trial.ts';

/**
 * Grades what one trial came to against the fixture's labels (design: "What a trial can come to").
 * Throws a `GateError` when a label does not fit its matcher.
 */
export function gradeOutcome(outcome: Outcome, fixture: Fixture, _policy: Policy): Grade {
  switch (outcome.kind) {
    case 'answered':
      throw new GateError({ file: fixture.file, line: fixture.line, message: 'Grading is not built yet.' });
    case 'not-scored':
      return { kind: 'not-scored', detail: outcome.detail };
    default:
      return { kind: 'wrong', reason: outcome.kind, fields: [], detail: outcome.detail };
  }
}
