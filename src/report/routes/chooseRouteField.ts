import type { Matcher, Policy } from '../../domain/policy.ts';

/** Matchers whose answers are labels; those of the others are numbers or prose, which go nowhere. */
const LABELS: ReadonlySet<Matcher> = new Set(['exact', 'ignore-case', 'one-of']);

/**
 * The graded field whose wrong answers are routes: the one that groups the fixtures into teams, or else the first.
 * Undefined when its answers are no labels.
 */
export function chooseRouteField(policy: Policy): string | undefined {
  const team = policy['group-by'];
  const field = Object.hasOwn(policy.expect, team) ? team : Object.keys(policy.expect)[0];
  const matcher = field === undefined ? undefined : policy.expect[field];
  return matcher !== undefined && LABELS.has(matcher) ? field : undefined;
}
