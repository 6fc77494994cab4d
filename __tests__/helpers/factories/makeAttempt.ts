import type { EarlierAttempt } from '../../../src/domain/attempt.ts';
import type { RecordedAttempt, SubjectRecord } from '../../../src/report/attempts/attemptRecord.ts';

/** The attempt of the run with this id, which started so many minutes after 9:00. */
export function makeAttempt(id: number, overrides: Partial<RecordedAttempt> = {}): RecordedAttempt {
  return {
    run: { id, attempt: 1 },
    verdict: 'blocked',
    startedAt: Date.UTC(2026, 7, 3, 9, id),
    policy: '0123abcd',
    ...overrides,
  };
}

/** The same as a report tells it. */
export function makeEarlierAttempt(id: number, overrides: Partial<EarlierAttempt> = {}): EarlierAttempt {
  const { run, verdict, startedAt } = makeAttempt(id);
  return { run, verdict, startedAt, otherPolicy: false, ...overrides };
}

/** A subject by its number, with the attempts of these runs. */
export function makeSubject(
  number: number,
  runs: readonly number[],
  overrides: Partial<SubjectRecord> = {},
): SubjectRecord {
  return {
    subject: number.toString(16).padStart(24, '0'),
    older: { passed: 0, blocked: 0, error: 0 },
    recent: runs.map((id) => makeAttempt(id)),
    ...overrides,
  };
}
