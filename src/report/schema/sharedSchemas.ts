import { z } from 'zod';
import { TEAM_OUTCOMES } from '../../domain/verdict.ts';

export const count = z.int().min(0);
export const line = z.int().min(1);
export const versionNumber = z.int().min(1);

export const problem = z.strictObject({
  file: z.string().nullable(),
  line: line.nullable(),
  message: z.string(),
});

export const effort = z.strictObject({
  sessions: count.describe('Sessions created, attempts that could not be scored included'),
  costUsd: z.number().min(0).describe('US dollars at list price'),
  durationMs: z.number().min(0),
});

export const score = z
  .strictObject({ right: z.number().min(0), of: z.number().min(0) })
  .describe('A sum of fixture scores: fractions when a fixture has several trials');

export const outcome = z.enum(TEAM_OUTCOMES);

/** A change of a pin that has a candidate. */
export const change = z.enum(['bumped', 'rolled-back', 'moved-agent', 'added', 'drafted']);

export const run = z.strictObject({
  id: z.int().min(1),
  attempt: z.int().min(1),
  url: z.string().nullable(),
});

export const earlierAttempts = z
  .strictObject({
    passed: count,
    blocked: count,
    error: count,
    recent: z
      .array(
        z.strictObject({
          runId: z.int().min(1),
          runAttempt: z.int().min(1),
          url: z.string().nullable(),
          verdict: z.enum(['passed', 'blocked', 'error']),
          startedAt: z.iso.datetime(),
          otherPolicy: z.boolean().describe('Whether another policy judged then'),
        }),
      )
      .describe('Oldest first; those before them are only counted'),
  })
  .nullable()
  .describe(
    'On the same versions and fixtures, as the pull request’s comment remembers them; null when they are not known',
  );

export const draft = z
  .strictObject({
    agentFile: z.string().describe('The file that describes the version, as a path of the head'),
    version: versionNumber
      .nullable()
      .describe('The version with exactly this configuration; null where none was made'),
    how: z
      .enum(['found', 'made-after', 'made-before', 'not-made'])
      .describe(
        'Whether the version was there, was made after the draft was good, had to be made to be tried, or was not made',
      ),
    over: versionNumber.nullable().describe('The version that the draft was laid over when it was tried'),
    differs: z
      .array(z.string())
      .describe('What a session cannot be given in place of its version’s own, in words'),
    line: z
      .strictObject({ number: line, text: z.string() })
      .nullable()
      .describe('What the pin’s `version` line has to become; null where there is no number to write'),
  })
  .describe('Of a pin that says `version: next`');
