import { describe, expect, it } from '@jest/globals';
import { costProblem } from '../../src/evaluate/costProblem.ts';
import { findCeiling } from '../../src/evaluate/findCeiling.ts';
import { makePlan } from '../helpers/makePlan.ts';

describe('findCeiling', () => {
  it('is the policy’s own unless the plan names another one', () => {
    const plan = makePlan({ policyPath: 'a/gate.yml' });
    expect(findCeiling(plan)).toEqual({
      usd: plan.policy.limits['max-cost-usd'],
      whose: 'of `limits.max-cost-usd`',
      advice: 'Raise `limits.max-cost-usd` in a/gate.yml, or take fewer fixtures or trials.',
    });
    const ceiling = { usd: 0.5, whose: 'left of $5.00', advice: 'Pass more.' };
    expect(findCeiling({ ...plan, ceiling })).toBe(ceiling);
  });

  it('is what the sentence names that it stops a pin with', () => {
    const plan = { ...makePlan(), ceiling: { usd: 0.5, whose: 'left of $5.00', advice: 'Pass more.' } };
    const state = { projectedUsd: 0.7, spentUsd: 0, done: 0, total: 10, rerun: undefined };
    expect(costProblem(plan, state).message).toMatch(
      /more than the \$0\.50 left of \$5\.00; no session was started\. Pass more\.$/,
    );
  });
});
