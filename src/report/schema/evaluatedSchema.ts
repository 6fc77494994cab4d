import { z } from 'zod';
import {
  change,
  count,
  draft,
  earlierAttempts,
  effort,
  line,
  outcome,
  score,
  versionNumber,
} from './sharedSchemas.ts';
import { changesSchema } from './changesSchema.ts';
import { trials } from './trialSchemas.ts';

/** Any JSON value. */
const json = z.unknown();
const share = z.number().min(0).max(1);
const probability = z.number().min(0).max(1);

const pairCount = z
  .strictObject({ baseline: count, candidate: count, of: count })
  .describe('How many of `of` scored pairs of trials each version got right');

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
  version: versionNumber,
  file: z.string().describe('The pin file, as its own commit names it'),
  line,
  name: z.string(),
  model: z.string(),
  createdAt: z.string(),
});

const candidate = version.extend({
  version: versionNumber.nullable().describe('Null for a draft of which no version was made'),
  createdAt: z.string().nullable().describe('Null for a draft of which no version was made'),
});

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
  outcome,
  baseline: score.nullable(),
  candidate: score,
  floor: share.nullable().describe('From min-score'),
  notScored: z.array(z.string()).describe('Ids of fixtures without a scored pair'),
  test: test.nullable().describe('How the rule `confirmed` tested a team in which a fixture broke'),
  sentence: z.string(),
  fixtures: z.array(scoredFixture),
});

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

/** A pin that this run evaluated, with everything that was run. */
export const evaluatedSchema = z.strictObject({
  state: z.literal('evaluated'),
  path: z.string(),
  change,
  previousPath: z.string().nullable().describe('Set when the pin was renamed'),
  verdict: z
    .enum(['passed', 'pending', 'blocked', 'error'])
    .describe('`pending`: good, but the pin says `next`'),
  headline: z.string(),
  reasons: z.array(z.string()),
  baseline: version.nullable().describe('Null for a new pin'),
  candidate,
  draft: draft.nullable().describe('Null for a pin that says a number'),
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
  changes: changesSchema,
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
