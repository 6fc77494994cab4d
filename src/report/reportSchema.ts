import { z } from 'zod';

/** Raised with every change that could break a reader; new keys do not raise it. */
export const SCHEMA_VERSION = 1;

/** Any JSON value. */
const json = z.unknown();
const count = z.int().min(0);
const line = z.int().min(1);
const share = z.number().min(0).max(1);

const problem = z.strictObject({
  file: z.string().nullable(),
  line: line.nullable(),
  message: z.string(),
});

const effort = z.strictObject({
  sessions: count.describe('Sessions created, attempts that could not be scored included'),
  costUsd: z.number().min(0).describe('US dollars at list price'),
  durationMs: z.number().min(0),
});

const score = z
  .strictObject({ right: z.number().min(0), of: z.number().min(0) })
  .describe('A sum of fixture scores: fractions when a fixture has several trials');

const pairCount = z
  .strictObject({ baseline: count, candidate: count, of: count })
  .describe('How many of `of` scored pairs of trials each version got right');

const probability = z.number().min(0).max(1);

const look = z.strictObject({
  round: z.int().min(1),
  trials: z.int().min(1).describe('Fresh trials of each re-run fixture on each version so far'),
  right: pairCount.describe('Over all re-run fixtures'),
  loss: z.number().describe('In fixtures: the baseline’s right answers less the candidate’s'),
  bound: z.number().describe('A one-sided 95 % upper bound of the loss, for this look and these fixtures'),
  margin: z.number().min(0).describe('The team is held when the bound is below this'),
  netBreaks: z.int().describe('Fixtures plainly broken less those plainly mended'),
  p: probability.describe('Against "on none of these fixtures is the candidate right less often"'),
  level: probability.describe('The team is regressed when p is at most this'),
});

const test = z.strictObject({
  state: z.enum(['open', 'regressed', 'held']),
  broken: count.describe('Fixtures that broke in the first trials'),
  fixed: count,
  scope: z.enum(['flipped', 'all']).describe('Which fixtures of the team are run again'),
  gained: z.boolean().describe('Whether some look, turned round, confirmed a gain'),
  look: look.nullable().describe('The last look at fresh trials; null before the first'),
});

const overall = z.strictObject({
  broken: count,
  fixed: count,
  p: probability,
  level: probability.describe('The run is worse when p is at most this'),
  isWorse: z.boolean(),
});

const version = z.strictObject({
  agent: z.string(),
  version: z.int().min(1),
  file: z.string().describe('The pin file, as its own commit names it'),
  line,
  name: z.string(),
  model: z.string(),
  createdAt: z.string(),
});

const earlierAttempts = z
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

const trials = z.strictObject({ baseline: z.array(trial), candidate: z.array(trial) });

const fixture = z.strictObject({
  id: z.string(),
  team: z.string(),
  subject: z
    .string()
    .nullable()
    .describe('What a reader recognises it by: its subject, or its first other text'),
  expected: z.record(z.string(), json).describe('The graded fields that it has, by name'),
  file: z.string(),
  line,
});

const scoredFixture = fixture.extend({
  baseline: share.nullable().describe('Share of right trials; null without a baseline or a scored pair'),
  candidate: share.nullable(),
  flip: z.enum(['broke', 'fixed']).nullable().describe('In the first trials'),
  rerun: pairCount.nullable().describe('Fresh trials; null when it was not run again'),
  trials: trials.describe('The first trials'),
  fresh: trials.describe('The trials of re-runs'),
});

const team = z.strictObject({
  team: z.string(),
  outcome: z.enum([
    'regressed',
    'below-floor',
    'inconclusive',
    'not-evaluated',
    'unprotected',
    'improved',
    'held',
    'new',
  ]),
  baseline: score.nullable(),
  candidate: score,
  floor: share.nullable().describe('From min-score'),
  notScored: z.array(z.string()).describe('Ids of fixtures without a scored pair'),
  test: test.nullable().describe('How the rule `confirmed` tested a team in which a fixture broke'),
  sentence: z.string(),
  fixtures: z.array(scoredFixture),
});

const changes = z
  .strictObject({
    summary: z.string(),
    identical: z.boolean().describe('Whether nothing differs that the service tells'),
    withheld: z.boolean().describe('Whether texts are withheld, by show.prompt of gate.yml'),
    prompt: z.strictObject({
      state: z.enum(['same', 'line-ends', 'changed']),
      added: count.describe('Lines'),
      removed: count,
      hunks: z
        .array(
          z.array(
            z.strictObject({
              kind: z.enum(['same', 'removed', 'added']),
              before: line.nullable().describe('The line’s number in the baseline’s prompt'),
              after: line.nullable(),
              segments: z
                .array(z.strictObject({ text: z.string(), changed: z.boolean() }))
                .describe('Together the line; several where it changed a little'),
            }),
          ),
        )
        .nullable()
        .describe('Null when they are withheld'),
    }),
    config: z.array(
      z.strictObject({
        setting: z.enum([
          'name',
          'model',
          'model option',
          'description',
          'tool',
          'MCP server',
          'skill',
          'sub-agents',
          'metadata',
        ]),
        key: z.string().nullable().describe('Which tool, server, skill, model option or metadata key'),
        kind: z.enum(['added', 'removed', 'changed']),
        before: z
          .string()
          .nullable()
          .describe('Text or JSON; null when there is none, or when it is withheld'),
        after: z.string().nullable(),
        withheld: z.boolean(),
      }),
    ),
    between: z
      .array(z.strictObject({ version: z.int().min(1), madeAt: z.string() }))
      .nullable()
      .describe('The versions between the two, in ascending order; null when they could not be listed'),
  })
  .nullable()
  .describe('What differs between the two versions; null for a new pin');

const routes = z
  .strictObject({
    field: z.string(),
    cells: z.array(
      z.strictObject({
        expected: z.string(),
        answered: z.string().describe('A value; or in brackets why there is none'),
        isValue: z.boolean().describe('False where `answered` is a reason in brackets'),
        right: z.boolean(),
        baseline: count,
        candidate: count,
      }),
    ),
  })
  .nullable()
  .describe(
    'The confusion matrix over scored pairs of first trials, cells that are not 0 on both; null when no graded field holds labels',
  );

const fieldScore = z
  .strictObject({ field: z.string(), baseline: score.nullable(), candidate: score })
  .describe('One graded field by itself');

const sideFacts = z.strictObject({
  medianLatencyMs: z.number().min(0).nullable().describe('By nearest rank; null when no session was reached'),
  p95LatencyMs: z.number().min(0).nullable().describe('By nearest rank'),
  inputTokens: count.describe('Cached ones included'),
  outputTokens: count,
  costUsd: z.number().min(0),
  sessions: count.describe('Attempts that could not be scored included'),
  rerunSessions: count.describe('Those of them that ran again what had flipped'),
});

const evaluated = z.strictObject({
  state: z.literal('evaluated'),
  path: z.string(),
  change: z.enum(['bumped', 'rolled-back', 'moved-agent', 'added']),
  previousPath: z.string().nullable().describe('Set when the pin was renamed'),
  verdict: z.enum(['passed', 'blocked', 'error']),
  headline: z.string(),
  reasons: z.array(z.string()),
  baseline: version.nullable().describe('Null for a new pin'),
  candidate: version,
  policy: z.strictObject({
    path: z.string(),
    commit: z.string(),
    from: z.enum(['base', 'head']).describe('`head` only when the base has no policy for this pin yet'),
    rule: z.enum(['any-drop', 'confirmed']),
    trials: z.int().min(1).describe('Per fixture and version'),
    rounds: z.array(z.int().min(1)).describe('Fresh trials of re-run fixtures, in total, after each round'),
    alpha: z.number().min(0).max(1),
    onInconclusive: z.enum(['block', 'pass']),
    minScore: z.record(z.string(), share).describe('Floors by team'),
    coverage: share.describe('The share of a team that must be scored'),
    expect: z.record(z.string(), z.string()).describe('The graded fields of a reply and their matchers'),
  }),
  changes,
  replies: z.enum(['shown', 'withheld']).describe('By show.replies of gate.yml'),
  fixtureFiles: z.array(z.string()),
  fixtureChanges: z
    .strictObject({ added: z.array(z.string()), removed: z.array(z.string()), edited: z.array(z.string()) })
    .describe('Ids of the fixtures that the change touches; the base branch’s are the ones that judge'),
  teams: z.array(team).describe('Worst first'),
  total: z.strictObject({ baseline: score.nullable(), candidate: score }).describe('Over all teams'),
  overall: overall
    .nullable()
    .describe('The test of all fixtures together, on their first trials, by the rule `confirmed`'),
  fields: z.array(fieldScore).describe('Over scored pairs of first trials, in the order of the policy'),
  routes,
  facts: z
    .strictObject({ baseline: sideFacts.nullable(), candidate: sideFacts })
    .describe('Over the first and fresh trials of the fixtures that are judged'),
  flaky: z
    .array(z.strictObject({ id: z.string(), team: z.string(), baseline: score, candidate: score }))
    .describe('Fixtures that one version answered differently from trial to trial, the least steady first'),
  informational: z
    .array(fixture.extend({ trials }))
    .describe('Fixtures that the change adds: no part of the verdict'),
  effort,
  earlierAttempts,
});

const pin = z.discriminatedUnion('state', [
  evaluated,
  z.strictObject({
    state: z.literal('failed'),
    path: z.string(),
    change: z.enum(['bumped', 'rolled-back', 'moved-agent', 'added', 'removed', 'unchanged']).nullable(),
    verdict: z.literal('error'),
    headline: z.string(),
    baselineVersion: z.int().min(1).nullable(),
    candidateVersion: z.int().min(1).nullable(),
    problems: z.array(problem),
    effort,
    earlierAttempts,
  }),
  z.strictObject({
    state: z.enum(['removed', 'unchanged']),
    path: z.string(),
    verdict: z.enum(['passed', 'skipped']),
    headline: z.string(),
    baselineVersion: z.int().min(1),
  }),
]);

/** `report.json`: everything that a run came to, for programs. */
export const reportSchema = z
  .strictObject({
    schemaVersion: z.literal(SCHEMA_VERSION),
    verdict: z.enum(['passed', 'blocked', 'error', 'skipped']),
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
    run: z
      .strictObject({ id: z.int().min(1), attempt: z.int().min(1), url: z.string().nullable() })
      .nullable()
      .describe('The workflow run; null outside of one'),
    consoleUrl: z
      .string()
      .nullable()
      .describe('A session of a trial is at `<consoleUrl>/sessions/<session>`; null when that is not known'),
    startedAt: z.iso.datetime(),
    effort: effort.describe('All pins together; the duration is the whole run’s'),
    pins: z.array(pin),
    problems: z.array(problem).describe('Of the run as a whole'),
    warnings: z.array(z.string()),
  })
  .meta({ title: 'Pin Gate report', description: 'report.json of one run of Pin Gate' });

export type JsonReport = z.infer<typeof reportSchema>;
