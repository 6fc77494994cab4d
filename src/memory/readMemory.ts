import type { SealedEvaluation, Seal } from '../domain/memory.ts';
import {
  memoryFormat,
  MEMORY_END,
  MEMORY_LIMIT,
  MEMORY_START,
  type WrittenEvaluation,
} from './memoryFormat.ts';
import { type MemoryPlace, sealedText } from './memoryPlace.ts';

/** The line is one of the first of the comment: below that there is other people's text. */
const FIRST_LINES = 4;

/**
 * The evaluations that the body of the gate's own comment remembers, oldest first. None where there is no such line,
 * or where its seal is not this place's and this key's: then somebody else wrote it, or the key was renewed.
 */
export function readMemory(
  body: string | undefined,
  place: MemoryPlace,
  seal: Seal,
): readonly SealedEvaluation[] {
  // GitHub's editor ends lines with CR LF; who edits another part of the comment does not break the memory.
  const line = (body ?? '')
    .split(/\r?\n/, FIRST_LINES)
    .find((one) => one.startsWith(MEMORY_START) && one.endsWith(MEMORY_END));
  if (line === undefined || line.length > MEMORY_LIMIT) return [];
  const [encoded = '', signature = ''] = line.slice(MEMORY_START.length, -MEMORY_END.length).split('.');
  if (!seal.verify(sealedText(place, encoded), signature)) return [];
  return decode(encoded).map(toKept);
}

function decode(encoded: string): readonly WrittenEvaluation[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(encoded, 'base64url').toString('utf8'));
    // An older or newer format that the same key sealed: the evaluation is run again.
    return memoryFormat.safeParse(value).data?.evaluations ?? [];
  } catch {
    return [];
  }
}

function toKept(written: WrittenEvaluation): SealedEvaluation {
  const [subject, isDraft, [id, attempt], seconds, baseline, candidate, teams, left] = written;
  const toScore = ([right, of]: readonly [number, number]) => ({ right, of });
  return {
    subject,
    isDraft,
    evaluation: {
      run: { id, attempt },
      at: seconds * 1000,
      baseline: baseline === null ? undefined : { agent: baseline[0], version: baseline[1] },
      candidate: { agent: candidate[0], version: candidate[1] },
      teams: teams.map(([team, outcome, before, after]) => ({
        team,
        outcome,
        baseline: before === null ? undefined : toScore(before),
        candidate: toScore(after),
      })),
      left,
    },
  };
}
