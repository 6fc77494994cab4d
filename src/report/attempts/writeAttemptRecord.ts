import type { AttemptRecord, SubjectRecord } from './attemptRecord.ts';
import {
  RECENT_LIMIT,
  RECORD_END,
  RECORD_LIMIT,
  RECORD_START,
  type WrittenRecord,
} from './attemptRecordFormat.ts';

/**
 * The record as a hidden line of Markdown, without a line break. What there is no room for goes oldest first:
 * an attempt is still counted then, with its verdict; a subject without attempts is only counted as forgotten.
 */
export function writeAttemptRecord(record: AttemptRecord): string {
  let kept: AttemptRecord = { ...record, subjects: record.subjects.map(countOldest) };
  let encoded = encode(kept);
  while (encoded.length > RECORD_LIMIT) {
    kept = shrink(kept);
    encoded = encode(kept);
  }
  return `${RECORD_START}${encoded}${RECORD_END}`;
}

function encode({ subjects, forgotten }: AttemptRecord): string {
  const written: WrittenRecord = {
    version: 1,
    forgotten,
    subjects: subjects.map(({ subject, older, recent }) => [
      subject,
      [older.passed, older.blocked, older.error],
      recent.map(({ run, verdict, startedAt, policy }) => [
        run.id,
        run.attempt,
        verdict,
        Math.floor(startedAt / 1000),
        policy,
      ]),
    ]),
  };
  return Buffer.from(JSON.stringify(written)).toString('base64');
}

/** The subject with no more attempts than are kept one by one. */
function countOldest(subject: SubjectRecord): SubjectRecord {
  return subject.recent.length <= RECENT_LIMIT ? subject : countOldest(countFirst(subject));
}

function countFirst({ subject, older, recent: [first, ...recent] }: SubjectRecord): SubjectRecord {
  return first === undefined
    ? { subject, older, recent }
    : { subject, older: { ...older, [first.verdict]: older[first.verdict] + 1 }, recent };
}

/** Without the record's oldest attempt or, when none is left, without its oldest subject. */
function shrink({ subjects, forgotten }: AttemptRecord): AttemptRecord {
  const times = subjects.map(({ recent }) => recent[0]?.startedAt ?? Number.POSITIVE_INFINITY);
  const oldest = times.reduce((best, time, index) => (time < (times[best] ?? time) ? index : best), 0);
  if (times[oldest] === undefined || times[oldest] === Number.POSITIVE_INFINITY) {
    return { subjects: subjects.slice(1), forgotten: forgotten + 1 };
  }
  return {
    subjects: subjects.map((subject, index) => (index === oldest ? countFirst(subject) : subject)),
    forgotten,
  };
}
