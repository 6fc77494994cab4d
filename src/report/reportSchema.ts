import { z } from 'zod';
import { pinSchema } from './schema/pinSchema.ts';
import { effort, problem, run } from './schema/sharedSchemas.ts';

/**
 * Raised with every change that could break a reader; new keys do not raise it. 2: the verdict `pending`, drafts, whose
 * version may be null, and pins that were not run.
 */
export const SCHEMA_VERSION = 2;

/** `report.json`: everything that a run came to, for programs. */
export const reportSchema = z
  .strictObject({
    schemaVersion: z.literal(SCHEMA_VERSION),
    verdict: z
      .enum(['passed', 'pending', 'blocked', 'error', 'skipped'])
      .describe('`pending`: nothing is wrong, but a pin says `next`, which production cannot read'),
    headline: z.string(),
    change: z
      .strictObject({
        kind: z.enum(['pull-request', 'merge-group', 'local']),
        number: z.int().min(1).nullable().describe('The pull request'),
        base: z.string(),
        baseName: z.string(),
        head: z.string(),
        fromFork: z.boolean(),
      })
      .nullable()
      .describe('Null when the change itself could not be resolved'),
    run: run.nullable().describe('The workflow run; null outside of one'),
    consoleUrl: z
      .string()
      .nullable()
      .describe('A session of a trial is at `<consoleUrl>/sessions/<session>`; null when that is not known'),
    startedAt: z.iso.datetime(),
    effort: effort.describe('All pins together; the duration is the whole run’s'),
    pins: z.array(pinSchema),
    problems: z.array(problem).describe('Of the run as a whole'),
    warnings: z.array(z.string()),
  })
  .meta({ title: 'Pin Gate report', description: 'report.json of one run of Pin Gate' });

export type JsonReport = z.infer<typeof reportSchema>;
