import { MARKER } from '../escape.ts';
import { type AttemptRecord, type FoundRecord, NO_ATTEMPTS } from './attemptRecord.ts';
import {
  attemptRecordFormat,
  RECORD_END,
  RECORD_LIMIT,
  RECORD_START,
  type WrittenRecord,
} from './attemptRecordFormat.ts';

/**
 * The record in the body of the gate's own comment; an empty one where there is none. A record that is not
 * as `writeAttemptRecord` writes it is not believed in parts either.
 */
export function readAttemptRecord(body: string | undefined): FoundRecord {
  const start = `${MARKER}\n${RECORD_START}`;
  // GitHub's editor ends lines with CR LF; who edits another part of the comment does not break the record.
  const text = body?.slice(0, start.length + RECORD_LIMIT + 100).replaceAll('\r\n', '\n');
  if (text === undefined || !text.startsWith(start)) return { record: NO_ATTEMPTS, isBroken: false };
  const [line = ''] = text.slice(start.length).split('\n', 1);
  const written = line.endsWith(RECORD_END) ? decode(line.slice(0, -RECORD_END.length)) : undefined;
  return written === undefined
    ? { record: NO_ATTEMPTS, isBroken: true }
    : { record: toRecord(written), isBroken: false };
}

function decode(base64: string): WrittenRecord | undefined {
  if (base64.length > RECORD_LIMIT || !/^[A-Za-z0-9+/]+={0,2}$/.test(base64)) return undefined;
  try {
    return attemptRecordFormat.safeParse(JSON.parse(Buffer.from(base64, 'base64').toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

function toRecord({ subjects, forgotten }: WrittenRecord): AttemptRecord {
  return {
    forgotten,
    subjects: subjects.map(([subject, [passed, blocked, error], recent]) => ({
      subject,
      older: { passed, blocked, error },
      recent: recent.map(([id, attempt, verdict, seconds, policy]) => ({
        run: { id, attempt },
        verdict,
        startedAt: seconds * 1000,
        policy,
      })),
    })),
  };
}
