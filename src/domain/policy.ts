import { z } from 'zod';

/** How one field of a reply is compared with the fixture's label. See evaluate/grade. */
export const matcherSchema = z.enum(['exact', 'ignore-case', 'one-of', 'contains', 'regex', 'number']);
export type Matcher = z.infer<typeof matcherSchema>;

const visibility = z.enum(['yes', 'no', 'auto']);

/**
 * `gate.yml`: the policy, defaults included. Strict: an unknown key is an error. Cross-field rules (labels
 * that exist, teams that have fixtures) are checked where the fixtures are known, in config/.
 */
export const policySchema = z.strictObject({
  fixtures: z
    .union([z.string().min(1), z.array(z.string().min(1)).min(1)])
    .transform((value) => [value].flat()),
  environment: z.string().min(1).optional(),
  'agent-file': z.string().min(1).optional(),
  message: z.string().min(1).default('Subject: {{subject}}\n\n{{body}}\n'),
  reply: z.enum(['json', 'text']).default('json'),
  expect: z
    .record(z.string().min(1), matcherSchema)
    .refine((fields) => Object.keys(fields).length > 0, 'expected at least one field')
    .default({ team: 'exact' }),
  'group-by': z.string().min(1).default('team'),
  policy: z
    .strictObject({
      rule: z.enum(['any-drop', 'confirmed']).default('any-drop'),
      trials: z.int().min(1).max(100).default(1),
      rounds: z.array(z.int().min(1)).min(1).default([4, 8, 16, 40]),
      alpha: z.number().gt(0).lt(1).default(0.05),
      'on-inconclusive': z.enum(['block', 'pass']).default('block'),
      coverage: z.number().gt(0).max(1).default(1),
      'min-score': z.record(z.string(), z.number().min(0).max(1)).default({}),
    })
    .prefault({}),
  tools: z.enum(['refuse', 'run']).default('refuse'),
  show: z
    .strictObject({ prompt: visibility.default('auto'), replies: visibility.default('auto') })
    .prefault({}),
  limits: z
    .strictObject({
      concurrency: z.int().min(1).max(1000).default(64),
      'creates-per-minute': z.int().min(1).default(150),
      'reads-per-minute': z.int().min(1).default(600),
      'timeout-seconds': z.number().gt(0).max(3600).default(60),
      'max-cost-usd': z.number().gt(0).default(5),
    })
    .prefault({}),
});

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
