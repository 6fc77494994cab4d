import { z } from 'zod';

// Each schema's message is the rest of a sentence, "… should be": config/ says which key, where, and what was
// there instead. Every check of one key carries the same phrase, so that one sentence tells the whole demand.
// Descriptions are for editors, by way of schemas/gate.schema.json: what the key does, not what it takes.

function text(expected: string) {
  return z.string(expected).min(1, expected);
}

function choice<const Value extends string>(...values: readonly Value[]) {
  const names = values.map((value) => `\`${value}\``);
  return z.enum(values, `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`);
}

function wholeNumber(least: number, most?: number) {
  const expected = `a whole number from ${least}${most === undefined ? '' : ` to ${most}`}`;
  const schema = z.int(expected).min(least, expected);
  return most === undefined ? schema : schema.max(most, expected);
}

/** A record whose keys are names from a user's files: without a prototype, `constructor` is a name like any. */
function withoutPrototype<Value>(record: Record<string, Value>): Record<string, Value> {
  const bare: Record<string, Value> = Object.create(null);
  return Object.assign(bare, record);
}

/** How one field of a reply is compared with the fixture's label. See evaluate/grade. */
export const matcherSchema = choice('exact', 'ignore-case', 'one-of', 'contains', 'regex', 'number');
export type Matcher = z.infer<typeof matcherSchema>;

const settings = 'a map: its keys indented under it';
const paths = 'a path, or a list of paths, such as tickets.jsonl';
const fields = 'a map that names at least one field and how it is compared, such as `team: exact`';
const rounds = 'a list of growing whole numbers from 1 to 1000, such as [4, 8, 16, 40]';
const alpha = 'a number above 0 and below 1';
const coverage = 'a number above 0 and at most 1';
const floors = 'a map from teams to scores, such as `billing: 0.6`';
const floor = 'a number from 0 to 1';
const seconds = 'a number above 0 and at most 3600';
const dollars = 'a number above 0';

/**
 * `gate.yml`: the policy, defaults included. Strict: an unknown key is an error. Rules across keys are checked
 * in config/readPolicy, rules that need the fixtures (labels that exist, teams that have fixtures) in
 * config/readFixtures.
 */
export const policySchema = z.strictObject(
  {
    fixtures: z
      .union([text(paths), z.array(text('a path, such as tickets.jsonl'), paths).min(1, paths)], paths)
      .transform((value) => [value].flat())
      .describe(
        'The labelled cases: a path or a list of paths, relative to this file (.jsonl, .json, .yml, .yaml or .csv, in UTF-8).',
      ),
    environment: text("an environment's id, such as env_0123")
      .optional()
      .describe(
        'The id of the environment that sessions run in. Without it one named `pin-gate` is found or made, with limited networking and no allowed hosts.',
      ),
    'agent-file': text('a path, such as ticket-triage.agent.yaml')
      .optional()
      .describe(
        "The agent's file in the form of the `ant` command, a path relative to this file. It describes what `version: next` in the pin asks for.",
      ),
    message: text('a text with fields, such as `{{subject}}`')
      .default('Subject: {{subject}}\n\n{{body}}\n')
      .describe(
        'How a fixture becomes the message that the agent gets. Names in double braces are fields of the fixture.',
      ),
    reply: choice('json', 'text')
      .default('json')
      .describe(
        'What the agent has to answer. `json`: one JSON object and nothing around it. `text`: the text as it is.',
      ),
    expect: z
      .record(text('the name of a field'), matcherSchema, fields)
      .refine((record) => Object.keys(record).length > 0, fields)
      .transform(withoutPrototype)
      .prefault({ team: 'exact' })
      // JSON Schema's word for the refinement above.
      .meta({
        minProperties: 1,
        description:
          "Which fields of the reply are graded against the fixture's field of the same name, and how.",
      }),
    'group-by': text('the name of a field, such as `team`')
      .default('team')
      .describe(
        'The field of the fixture that says which team it belongs to. Teams are compared one by one.',
      ),
    policy: z
      .strictObject(
        {
          rule: choice('confirmed', 'any-drop')
            .default('confirmed')
            .describe(
              "When a team is worse off. `confirmed`: when fresh trials of what flipped confirm a loss. `any-drop`: when its score is lower than the baseline's, be it by luck.",
            ),
          trials: wholeNumber(1, 100)
            .default(1)
            .describe(
              'How often each fixture is run on each version. Its score is its share of right trials.',
            ),
          rounds: z
            .array(wholeNumber(1, 1000), rounds)
            .min(1, rounds)
            .refine((list) => list.every((trials, i) => trials > (list[i - 1] ?? 0)), rounds)
            .default([4, 8, 16, 40])
            .describe(
              'By `confirmed`: how many fresh trials each fixture that is run again has had on each version after each round. The numbers grow.',
            ),
          alpha: z
            .number(alpha)
            .gt(0, alpha)
            .lt(1, alpha)
            .default(0.05)
            .describe(
              'By `confirmed`: the most that the probability of calling anything a loss that is none may be in one run.',
            ),
          'on-inconclusive': choice('block', 'pass')
            .default('block')
            .describe('By `confirmed`: what a loss does that was neither confirmed nor ruled out.'),
          coverage: z
            .number(coverage)
            .gt(0, coverage)
            .max(1, coverage)
            .default(1)
            .describe(
              "The share of a team's fixtures that has to be scored. Below it the run is an error, not a pass.",
            ),
          'min-score': z
            .record(z.string(), z.number(floor).min(0, floor).max(1, floor), floors)
            .transform(withoutPrototype)
            .prefault({})
            .describe('Floors by team, as shares from 0 to 1. They hold without a baseline too.'),
        },
        settings,
      )
      .prefault({})
      .describe('When a team is worse off, and what that takes.'),
    tools: choice('refuse', 'run')
      .default('refuse')
      .describe(
        'Whether versions with tools, MCP servers or sub-agents may be run: they would act when they are evaluated.',
      ),
    rollback: choice('fast', 'evaluate')
      .default('fast')
      .describe(
        'Whether going back to a version that was pinned before passes without an evaluation (`fast`) or is judged like any other change (`evaluate`).',
      ),
    show: z
      .strictObject(
        {
          prompt: choice('yes', 'no', 'auto')
            .default('auto')
            .describe(
              'Whether reports show the diff of the system prompts and the values of descriptions, tools, skills and metadata. `auto` is no on public repositories.',
            ),
          replies: choice('yes', 'no', 'auto')
            .default('auto')
            .describe('Whether reports quote what the agent wrote. `auto` is no on public repositories.'),
        },
        settings,
      )
      .prefault({})
      .describe('What reports may show of prompts and replies.'),
    limits: z
      .strictObject(
        {
          concurrency: wholeNumber(1, 1000).default(64).describe('Sessions at the same time.'),
          'creates-per-minute': wholeNumber(1)
            .default(150)
            .describe(
              "A ceiling on creating requests in any 60 seconds. Production shares the organisation's limit.",
            ),
          'reads-per-minute': wholeNumber(1)
            .default(600)
            .describe(
              "A ceiling on reading requests in any 60 seconds. Production shares the organisation's limit.",
            ),
          'timeout-seconds': z
            .number(seconds)
            .gt(0, seconds)
            .max(3600, seconds)
            .default(60)
            .describe('The deadline of one trial.'),
          'max-cost-usd': z
            .number(dollars)
            .gt(0, dollars)
            .default(5)
            .describe(
              'A run that is expected to cost more is refused before its first session, and one whose projection passes it is stopped. What is run again counts as well.',
            ),
        },
        settings,
      )
      .prefault({})
      .describe('Rates, time and cost of one run.'),
  },
  'a map with at least the key `fixtures`',
);

export type Policy = Readonly<z.infer<typeof policySchema>>;
export type Limits = Policy['limits'];

/** A policy and where it was read: the reports say both. */
export interface PolicySource {
  readonly policy: Policy;
  readonly path: string;
  readonly commit: string;
  /** `head` only when the base has no policy for this pin yet. */
  readonly from: 'base' | 'head';
}
