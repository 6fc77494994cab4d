import { z } from 'zod';
import { evaluatedSchema } from './evaluatedSchema.ts';
import {
  change,
  draft,
  earlierAttempts,
  effort,
  outcome,
  problem,
  run,
  score,
  versionNumber,
} from './sharedSchemas.ts';

const side = z.strictObject({ agent: z.string(), version: versionNumber });

const remembered = z
  .strictObject({
    run: run.describe('The run that evaluated'),
    at: z.iso.datetime(),
    baseline: side.nullable().describe('Null for a new pin'),
    candidate: side,
    teams: z
      .array(z.strictObject({ team: z.string(), outcome, baseline: score.nullable(), candidate: score }))
      .describe('Worst first'),
    left: z.int().min(0).describe('Teams that there was no room to remember'),
  })
  .describe('A good evaluation by an earlier run');

const moment = z.strictObject({
  commit: z.string(),
  at: z.iso.datetime(),
  author: z.string(),
  pullRequest: z
    .strictObject({ number: z.int().min(1), title: z.string(), url: z.string() })
    .nullable()
    .describe('Null for a commit without one'),
});

/** What became of one pin. */
export const pinSchema = z.discriminatedUnion('state', [
  evaluatedSchema,
  z
    .strictObject({
      state: z.literal('remembered'),
      path: z.string(),
      change,
      verdict: z.enum(['passed', 'pending']),
      headline: z.string(),
      baseline: side.nullable().describe('Null for a new pin'),
      candidate: side,
      draft: draft.nullable().describe('Null for a pin that says a number'),
      evaluation: remembered,
    })
    .describe('Nothing was run: the same configuration was evaluated as a draft, on the same fixtures'),
  z
    .strictObject({
      state: z.literal('rollback'),
      path: z.string(),
      previousPath: z.string().nullable().describe('Set when the pin was renamed'),
      verdict: z.literal('passed'),
      headline: z.string(),
      baseline: side,
      candidate: side,
      live: z
        .strictObject({ from: moment, until: moment })
        .describe('When what it goes back to came to the branch the last time, and when it left it'),
      verification: z.strictObject({
        state: z
          .enum(['verified', 'unverified'])
          .describe('Whether the service confirmed that the version can be run'),
        reason: z.string().nullable().describe('Why it could not be verified'),
      }),
      scores: remembered.nullable().describe('Of its promotion; null when they are not known'),
    })
    .describe('Goes back to what was live before: nothing was run'),
  z
    .strictObject({
      state: z.literal('described'),
      path: z.string(),
      verdict: z.literal('pending'),
      headline: z.string(),
      baseline: side,
      draft,
    })
    .describe('`version: next` asks for the version that is pinned already'),
  z.strictObject({
    state: z.literal('failed'),
    path: z.string(),
    change: z.enum([...change.options, 'removed', 'unchanged']).nullable(),
    verdict: z.literal('error'),
    headline: z.string(),
    baselineVersion: versionNumber.nullable(),
    candidateVersion: versionNumber.nullable(),
    isDraft: z.boolean().describe('Whether the pin says `version: next`'),
    problems: z.array(problem),
    effort,
    earlierAttempts,
  }),
  z.strictObject({
    state: z.enum(['removed', 'unchanged']),
    path: z.string(),
    verdict: z.enum(['passed', 'skipped']),
    headline: z.string(),
    baselineVersion: versionNumber,
  }),
]);
