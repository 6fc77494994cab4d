import { type Policy, policySchema } from '../../src/domain/policy.ts';

/** A policy with every default, but for what is given as `gate.yml` would have it. */
export function makePolicy(keys: Readonly<Record<string, unknown>> = {}): Policy {
  return policySchema.parse({ fixtures: 'tickets.jsonl', ...keys });
}
