import { z } from 'zod';

/** Raised with every change that could break a reader; new keys do not raise it. */
export const CALIBRATION_SCHEMA_VERSION = 1;

const count = z.int().min(0);
const share = z.number().min(0).max(1);
const rule = z.enum(['any-drop', 'confirmed']);

const problem = z.strictObject({
  file: z.string().nullable(),
  line: z.int().min(1).nullable(),
  message: z.string(),
});

const effort = z.strictObject({
  sessions: count,
  costUsd: z.number().min(0).describe('US dollars at list price'),
  durationMs: z.number().min(0),
});

const falseBlocks = z.strictObject({
  blocked: z
    .strictObject({ count, of: count, low: share, high: share })
    .describe('Blocked runs of all runs, and the exact 95 % interval of the rate (Clopper–Pearson)'),
  regressed: count.describe('Runs in which a team regressed; one run may have several reasons'),
  belowFloor: count,
  inconclusive: count,
  worseOverall: count,
});

const detection = z.strictObject({
  one: share
    .nullable()
    .describe(
      'The share of runs in which it is caught when it befalls one fixture; null where nothing can be lost',
    ),
  smallest: z
    .int()
    .min(1)
    .nullable()
    .describe('How many fixtures it has to befall to be caught in 80 % of runs; null: more than 32'),
});
const detections = {
  broken: detection.describe('Fixtures that are never right any more'),
  halved: detection.describe('Fixtures that are right half as often as now'),
};

const team = z.strictObject({
  team: z.string(),
  fixtures: count,
  able: count.describe(
    'Fixtures that are right in at least half of their trials; at 0 the team is unprotected',
  ),
  flaky: count,
  rate: share.nullable().describe('The mean of the fixtures’ pass rates; null when none was scored'),
  falselyBlocked: share.describe('The share of simulated runs in which this team blocks'),
  belowFloor: share.describe('The share of simulated runs in which it is below its floor'),
  ...detections,
  withTrials: z.array(z.strictObject({ trials: z.int().min(1), ...detections })),
});

const simulation = z
  .strictObject({
    seed: z.int(),
    runs: count,
    detectionRuns: count.describe('Simulated runs for each number of a detection'),
    falseBlocks,
    chanceOfObserved: share.describe(
      'How likely at least as many blocked runs as were observed are at the upper end of the simulated rate',
    ),
    otherRule: z.strictObject({ rule, falseBlocks }),
    firstSessions: count.describe('First trials of one run, on both sides'),
    extraSessions: z.number().min(0).describe('The mean of what a run adds to confirm'),
    moreRounds: z.strictObject({ rounds: z.array(z.int().min(1)), falseBlocks }).nullable(),
    teams: z.array(team),
  })
  .describe(
    'Runs made up from the observed pass rates, which are estimates themselves, with the gate’s own rule',
  );

const pin = z.strictObject({
  path: z.string(),
  sentence: z.string(),
  version: z
    .strictObject({ agent: z.string(), version: z.int().min(1), name: z.string(), model: z.string() })
    .nullable()
    .describe('Null when it could not be resolved'),
  policy: z
    .strictObject({
      path: z.string(),
      commit: z.string(),
      rule,
      trials: z.int().min(1),
      rounds: z.array(z.int().min(1)),
      alpha: share,
      onInconclusive: z.enum(['block', 'pass']),
      minScore: z.record(z.string(), share),
    })
    .nullable(),
  observed: falseBlocks.nullable().describe('Null when not one run was evaluated to its end'),
  simulation: simulation
    .nullable()
    .describe('Null without a finished run, and when the calibration was stopped'),
  fixtures: z
    .array(
      z.strictObject({
        id: z.string(),
        team: z.string(),
        file: z.string(),
        line: z.int().min(1),
        right: count,
        of: count.describe('Scored trials of all finished runs, first and fresh, on both sides'),
        flaky: z.boolean().describe('Right in some trials and wrong in others'),
      }),
    )
    .describe('In file order'),
  advice: z.array(z.string()),
  problems: z.array(problem).describe('Why there are fewer runs than were asked for'),
  effort,
});

/** `calibration.json`: everything that a calibration came to, for programs. */
export const calibrationSchema = z
  .strictObject({
    schemaVersion: z.literal(CALIBRATION_SCHEMA_VERSION),
    complete: z.boolean().describe('Whether every run that was asked for was evaluated to its end'),
    headline: z.string(),
    commit: z.string().nullable(),
    runs: z.int().min(1).describe('Runs of each pin that were asked for'),
    startedAt: z.iso.datetime(),
    durationMs: z.number().min(0),
    pins: z.array(pin),
    problems: z.array(problem).describe('Of the calibration as a whole'),
  })
  .meta({ title: 'Pin Gate calibration', description: 'calibration.json of one calibration by Pin Gate' });

export type JsonCalibration = z.infer<typeof calibrationSchema>;
