import { z } from 'zod';
import { count } from './sharedSchemas.ts';

/** Any JSON value. */
const json = z.unknown();

const fieldGrade = z.strictObject({
  field: z.string(),
  expected: json,
  actual: json.optional().describe('Missing when the reply had nothing there, or when it is withheld'),
  right: z.boolean(),
});

const trial = z.strictObject({
  index: count.describe('Trial i of the baseline and trial i of the candidate are a pair'),
  session: z.string().nullable().describe('Null when no session could be created'),
  outcome: z.enum(['answered', 'refusal', 'waiting', 'budget-reached', 'too-slow', 'not-scored']),
  reply: z.string().nullable().describe('Null when there was none, or when it is withheld'),
  grade: z.enum(['right', 'wrong', 'not-scored']),
  reason: z
    .enum(['answer', 'unreadable', 'refusal', 'waiting', 'budget-reached', 'too-slow'])
    .nullable()
    .describe('Why it is wrong'),
  detail: z.string().nullable().describe('What was wrong, in words'),
  fields: z.array(fieldGrade),
  usage: z.strictObject({
    inputTokens: count,
    outputTokens: count,
    cacheReadTokens: count,
    cacheCreationTokens: count,
    activeSeconds: z.number().min(0),
  }),
  costUsd: z.number().min(0).describe('Over all attempts'),
  latencyMs: z
    .number()
    .min(0)
    .describe('From the create request to the end of the turn, of the last attempt'),
  attempts: count,
});

/** The trials of one fixture on both versions. */
export const trials = z.strictObject({ baseline: z.array(trial), candidate: z.array(trial) });
