/** A value as JSON has it; what a fixture's fields and a reply's fields hold. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** A labelled case. */
export interface Fixture {
  readonly id: string;
  /** The group it belongs to: the value of the policy's `group-by` field. */
  readonly team: string;
  /** All fields of the record, `id` included. */
  readonly fields: Readonly<Record<string, Json>>;
  readonly file: string;
  /** The line (from 1) on which the record starts. */
  readonly line: number;
}

/** What the pull request itself does to the fixtures; shown, and never part of the verdict. */
export interface FixtureChanges {
  readonly added: readonly Fixture[];
  readonly removed: readonly Fixture[];
  /** Same id, other fields. The base's fixture is the one that judges. */
  readonly edited: readonly { readonly base: Fixture; readonly head: Fixture }[];
}
