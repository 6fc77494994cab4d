import type { Fields } from './readFields.ts';

/** A record of a file of fixtures, with fields, but not yet checked against the policy. */
export interface FixtureEntry {
  readonly file: string;
  /** The line (from 1) on which it starts. */
  readonly line: number;
  readonly fields: Fields;
}
