import { z } from 'zod';

/** The start of the comment's second line; base64 of JSON follows, in which no text can end the line or the comment. */
export const RECORD_START = '<!-- pin-gate-attempts: ';
export const RECORD_END = ' -->';

/** The most base64 characters that a record takes of the comment: 100 attempts, or 140 subjects with counts alone. */
export const RECORD_LIMIT = 8_000;

/** The most attempts of one subject that are kept one by one; the older ones are counted. */
export const RECENT_LIMIT = 20;

const count = z.int().min(0).max(1_000_000);
/** Until the year 9999, in seconds. */
const seconds = z.int().min(0).max(253_402_300_799);
const runId = z.int().min(1);
const runAttempt = z.int().min(1).max(1_000_000);

const attempt = z.tuple([
  runId,
  runAttempt,
  z.enum(['passed', 'blocked', 'error']),
  seconds,
  z.string().regex(/^[0-9a-f]{8}$/),
]);

const subject = z.tuple([
  z.string().regex(/^[0-9a-f]{24}$/),
  /** Older ones: passed, blocked, error. */
  z.tuple([count, count, count]),
  z
    .array(attempt)
    .max(RECENT_LIMIT)
    .refine((attempts) => isUnique(attempts.map(([id, number]) => `${id}-${number}`))),
]);

/** The record as it is written: lists in place of maps, as room is scarce. */
export const attemptRecordFormat = z.strictObject({
  version: z.literal(1),
  forgotten: count,
  subjects: z.array(subject).refine((subjects) => isUnique(subjects.map(([digest]) => digest))),
});

export type WrittenRecord = z.infer<typeof attemptRecordFormat>;

function isUnique(keys: readonly string[]): boolean {
  return new Set(keys).size === keys.length;
}
