import type { Problem } from '../../domain/problem.ts';

/** One entry of a file of fixtures before it is known to be a fixture. */
export interface RawRecord {
  readonly value: unknown;
  /** The line (from 1) on which it starts. */
  readonly line: number;
}

/** What a file of fixtures held, as far as it could be read, and why not where it could not. */
export interface RawRecords {
  readonly records: readonly RawRecord[];
  readonly problems: readonly Problem[];
}
