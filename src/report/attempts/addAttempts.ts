import type { RunAttempt } from '../../domain/attempt.ts';
import type { RunResult } from '../../domain/result.ts';
import { pinVerdict } from '../headline.ts';
import type { AttemptRecord, RecordedAttempt, SubjectRecord } from './attemptRecord.ts';
import { identifyAttempt } from './identifyAttempt.ts';

/**
 * The record with what this run evaluated. What the same run reported before is replaced, so that a run counts
 * once; without a run (nothing to tell it from others) nothing is added.
 */
export function addAttempts(
  record: AttemptRecord,
  result: RunResult,
  run: RunAttempt | undefined,
): AttemptRecord {
  if (run === undefined) return record;
  // In whole seconds, as the record keeps them.
  const startedAt = Math.floor(result.startedAt / 1000) * 1000;
  const subjects = result.pins.reduce<readonly SubjectRecord[]>((all, pin) => {
    const identity = identifyAttempt(pin);
    const verdict = pinVerdict(pin);
    if (identity === undefined || verdict === 'skipped') return all;
    const attempt = { run, verdict, startedAt, policy: identity.policy };
    return addToSubject(all, identity.subject, attempt);
  }, record.subjects);
  return { ...record, subjects };
}

function addToSubject(
  subjects: readonly SubjectRecord[],
  subject: string,
  attempt: RecordedAttempt,
): readonly SubjectRecord[] {
  const before = subjects.find((one) => one.subject === subject);
  const others = (before?.recent ?? []).filter(({ run }) => !isSameRun(run, attempt.run));
  const older = before?.older ?? { passed: 0, blocked: 0, error: 0 };
  return [...subjects.filter((one) => one !== before), { subject, older, recent: [...others, attempt] }];
}

function isSameRun(a: RunAttempt, b: RunAttempt): boolean {
  return a.id === b.id && a.attempt === b.attempt;
}
