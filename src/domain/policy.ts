import { z } from 'zod';

// Each schema's message is the rest of a sentence, "… should be": config/ says which key, where, and what was
// there instead. Every check of one key carries the same phrase, so that one sentence tells the whole demand.

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
      .transform((value) => [value].flat()),
    environment: text("an environment's id, such as env_0123").optional(),
    'agent-file': text('a path, such as ticket-triage.agent.yaml').optional(),
    message: text('a text with fields, such as `{{subject}}`').default('Subject: {{subject}}\n\n{{body}}\n'),
    reply: choice('json', 'text').default('json'),
    expect: z
      .record(text('the name of a field'), matcherSchema, fields)
      .refine((record) => Object.keys(record).length > 0, fields)
      .transform(withoutPrototype)
      .prefault({ team: 'exact' }),
    'group-by': text('the name of a field, such as `team`').default('team'),
    policy: z
      .strictObject(
        {
          rule: choice('confirmed', 'any-drop').default('confirmed'),
          trials: wholeNumber(1, 100).default(1),
          rounds: z
            .array(wholeNumber(1, 1000), rounds)
            .min(1, rounds)
            .refine((list) => list.every((trials, i) => trials > (list[i - 1] ?? 0)), rounds)
            .default([4, 8, 16, 40]),
          alpha: z.number(alpha).gt(0, alpha).lt(1, alpha).default(0.05),
          'on-inconclusive': choice('block', 'pass').default('block'),
          coverage: z.number(coverage).gt(0, coverage).max(1, coverage).default(1),
          'min-score': z
            .record(z.string(), z.number(floor).min(0, floor).max(1, floor), floors)
            .transform(withoutPrototype)
            .prefault({}),
        },
        settings,
      )
      .prefault({}),
    tools: choice('refuse', 'run').default('refuse'),
    rollback: choice('fast', 'evaluate').default('fast'),
    show: z
      .strictObject(
        {
          prompt: choice('yes', 'no', 'auto').default('auto'),
          replies: choice('yes', 'no', 'auto').default('auto'),
        },
        settings,
      )
      .prefault({}),
    limits: z
      .strictObject(
        {
          concurrency: wholeNumber(1, 1000).default(64),
          'creates-per-minute': wholeNumber(1).default(150),
          'reads-per-minute': wholeNumber(1).default(600),
          'timeout-seconds': z.number(seconds).gt(0, seconds).max(3600, seconds).default(60),
          'max-cost-usd': z.number(dollars).gt(0, dollars).default(5),
        },
        settings,
      )
      .prefault({}),
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
