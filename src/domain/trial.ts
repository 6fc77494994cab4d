import type { Fixture, Json } from './fixture.ts';
import type { Usage } from './sessionEvent.ts';

export type Side = 'baseline' | 'candidate';

/** What one trial came to, before it is graded (design: "What a trial can come to"). */
export type Outcome =
  | { readonly kind: 'answered'; readonly reply: string }
  | { readonly kind: 'refusal'; readonly detail: string }
  /** Waits for a tool confirmation or a custom tool's result that nobody will give. */
  | { readonly kind: 'waiting'; readonly detail: string }
  | { readonly kind: 'budget-reached'; readonly detail: string }
  /** Still running at the deadline though the service reported no trouble. */
  | { readonly kind: 'too-slow'; readonly detail: string }
  /** The service failed: says nothing about the version. */
  | { readonly kind: 'not-scored'; readonly detail: string };

/** One graded field: what was expected and what the reply had there (undefined: nothing). */
export interface FieldGrade {
  readonly field: string;
  readonly expected: Json;
  readonly actual: Json | undefined;
  readonly right: boolean;
}

/** Why a trial is wrong. `unreadable`: answered, but not in the form that production reads. */
export type WrongReason = 'answer' | 'unreadable' | 'refusal' | 'waiting' | 'budget-reached' | 'too-slow';

export type Grade =
  | { readonly kind: 'right'; readonly fields: readonly FieldGrade[] }
  | {
      readonly kind: 'wrong';
      readonly reason: WrongReason;
      /** Empty unless the reply could be read. */
      readonly fields: readonly FieldGrade[];
      /** What was wrong, in words: "not JSON: …", "no field `team`", the refusal's text. */
      readonly detail: string;
    }
  | { readonly kind: 'not-scored'; readonly detail: string };

/** One run of one fixture on one version. */
export interface Trial {
  readonly side: Side;
  /** From 0; trial i of the baseline and trial i of the candidate are a pair. */
  readonly index: number;
  /** The session that gave the outcome; undefined when none could be created. */
  readonly session: string | undefined;
  readonly outcome: Outcome;
  readonly grade: Grade;
  readonly usage: Usage;
  /** US dollars at list price, over all attempts. */
  readonly costUsd: number;
  /** From the create request to the end of the turn, in milliseconds, of the last attempt. */
  readonly latencyMs: number;
  /** Sessions tried; above 1 when earlier ones could not be scored. */
  readonly attempts: number;
}

/** One side each; trial i of the baseline and trial i of the candidate are a pair. */
export interface Trials {
  readonly baseline: readonly Trial[];
  readonly candidate: readonly Trial[];
}

/** All trials of one fixture. A pin without a baseline has no baseline trials. */
export interface FixtureResult extends Trials {
  readonly fixture: Fixture;
  /** Trials that were run to confirm what the first ones showed, their indices from 0 again; empty if none were. */
  readonly fresh: Trials;
}
