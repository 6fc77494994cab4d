import type { FoundRecord } from './attemptRecord.ts';

/** Sentences about what is missing from what the comment remembers; mostly none. */
export function explainGaps({ record, isBroken }: FoundRecord): readonly string[] {
  if (isBroken) {
    return [
      'The record of earlier attempts, hidden in the comment, is not as Pin Gate writes it and is ignored: attempts count from one again.',
    ];
  }
  const { forgotten } = record;
  if (forgotten === 0) return [];
  const which = forgotten === 1 ? 'one other set' : `${forgotten} other sets`;
  return [
    `The comment has no room for the record of all earlier attempts: those on ${which} of versions and fixtures are forgotten.`,
  ];
}
