import type { CostCeiling, PinPlan } from '../domain/evaluation.ts';

/** What a pin's trials may cost in one evaluation: the policy's ceiling, unless the plan names another one. */
export function findCeiling({ policy, policyPath, ceiling }: PinPlan): CostCeiling {
  const file = policyPath ?? 'the gate.yml beside it';
  return (
    ceiling ?? {
      usd: policy.limits['max-cost-usd'],
      whose: 'of `limits.max-cost-usd`',
      advice: `Raise \`limits.max-cost-usd\` in ${file}, or take fewer fixtures or trials.`,
    }
  );
}
