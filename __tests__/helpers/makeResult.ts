import type { FixtureResult, Grade, Outcome, Side, Trial } from '../../src/domain/trial.ts';
import { makeFixture } from './makeFixture.ts';

/** One letter a trial: `r`ight, `w`rong answer, `u`nreadable, re`f`used, `-` not scored. */
export type Marks = string;

/** The trials of one side, by their marks. */
export function makeTrials(side: Side, marks: Marks): readonly Trial[] {
  return [...marks].map((mark, index) => ({
    side,
    index,
    session: `sesn_${side}_${index}`,
    ...makeGraded(mark),
    usage: { inputTokens: 0, outputTokens: 0, cacheReadTokens: 0, cacheCreationTokens: 0, activeSeconds: 0 },
    costUsd: 0,
    latencyMs: 0,
    attempts: 1,
  }));
}

/** A fixture's result by its trials' marks; no baseline trials, and no fresh ones, where their marks are left out. */
export function makeResult(
  id: string,
  team: string,
  marks: {
    readonly baseline?: Marks;
    readonly candidate: Marks;
    readonly fresh?: readonly [baseline: Marks, candidate: Marks];
  },
): FixtureResult {
  const [freshBaseline, freshCandidate] = marks.fresh ?? ['', ''];
  return {
    fixture: makeFixture({ id, team }),
    baseline: makeTrials('baseline', marks.baseline ?? ''),
    candidate: makeTrials('candidate', marks.candidate),
    fresh: {
      baseline: makeTrials('baseline', freshBaseline),
      candidate: makeTrials('candidate', freshCandidate),
    },
  };
}

function makeGraded(mark: string): { readonly outcome: Outcome; readonly grade: Grade } {
  switch (mark) {
    case 'r':
      return {
        outcome: { kind: 'answered', reply: '{"team":"billing"}' },
        grade: { kind: 'right', fields: [] },
      };
    case 'w':
      return {
        outcome: { kind: 'answered', reply: '{"team":"auth"}' },
        grade: {
          kind: 'wrong',
          reason: 'answer',
          fields: [],
          detail: '`team` should be "billing", was "auth"',
        },
      };
    case 'u':
      return {
        outcome: { kind: 'answered', reply: 'Sure! It is billing.' },
        grade: {
          kind: 'wrong',
          reason: 'unreadable',
          fields: [],
          detail: 'the reply is not JSON: "Sure! It is billing."',
        },
      };
    case 'f':
      return {
        outcome: { kind: 'refusal', detail: 'policy' },
        grade: { kind: 'wrong', reason: 'refusal', fields: [], detail: 'policy' },
      };
    case '-':
      return {
        outcome: { kind: 'not-scored', detail: 'overloaded' },
        grade: { kind: 'not-scored', detail: 'overloaded' },
      };
    default:
      throw new Error(`no such mark: ${mark}`);
  }
}
