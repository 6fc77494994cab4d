import type { RunAttempt } from '../../domain/attempt.ts';
import type { RunResult } from '../../domain/result.ts';
import { pinVerdict } from '../../domain/pinVerdict.ts';
import type { AttemptRecord, RecordedAttempt, SubjectRecord } from './attemptRecord.ts';
import { findSubject, isSameRun } from './findSubject.ts';
import { type AttemptIdentity, identifyAttempt } from './identifyAttempt.ts';
import { toAttemptVerdict } from './toAttemptVerdict.ts';

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
    const verdict = toAttemptVerdict(pinVerdict(pin));
    if (identity === undefined || verdict === undefined) return all;
    const attempt = { run, verdict, startedAt, policy: identity.policy };
    return addToSubject({ ...record, subjects: all }, identity, attempt);
  }, record.subjects);
  return { ...record, subjects };
}

function addToSubject(
  record: AttemptRecord,
  identity: AttemptIdentity,
  attempt: RecordedAttempt,
): readonly SubjectRecord[] {
  const { subject, older, recent } = findSubject(record, identity);
  const others = recent.filter(({ run }) => !isSameRun(run, attempt.run));
  return [
    ...record.subjects.filter((one) => one.subject !== subject && one.subject !== identity.byNumber),
    { subject, older, recent: [...others, attempt] },
  ];
}
