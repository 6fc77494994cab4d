import type { AttemptRecord, RecordedAttempt, SubjectRecord } from './attemptRecord.ts';
import type { AttemptIdentity } from './identifyAttempt.ts';

/** Everything that the record knows of a subject, under either name, oldest attempt first; empty if it knows nothing. */
export function findSubject(
  { subjects }: AttemptRecord,
  { subject, byNumber }: Pick<AttemptIdentity, 'subject' | 'byNumber'>,
): SubjectRecord {
  const found = subjects.filter((one) => one.subject === subject || one.subject === byNumber);
  const sum = (verdict: keyof SubjectRecord['older']) =>
    found.reduce((total, { older }) => total + older[verdict], 0);
  const attempts = found.flatMap(({ recent }) => recent).toSorted((a, b) => a.startedAt - b.startedAt);
  return {
    subject,
    older: { passed: sum('passed'), blocked: sum('blocked'), error: sum('error') },
    recent: attempts.filter(
      ({ run }, index) => attempts.findIndex((other) => isSameRun(other.run, run)) === index,
    ),
  };
}

export function isSameRun(a: RecordedAttempt['run'], b: RecordedAttempt['run']): boolean {
  return a.id === b.id && a.attempt === b.attempt;
}
