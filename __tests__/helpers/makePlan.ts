import type { PinPlan } from '../../src/domain/evaluation.ts';
import type { Fixture } from '../../src/domain/fixture.ts';
import { makeAgentVersion } from './makeAgentVersion.ts';
import { makeFixture } from './makeFixture.ts';
import { makePolicy } from './makePolicy.ts';

export function makeFixtures(count: number, prefix = 'TKT'): readonly Fixture[] {
  return Array.from({ length: count }, (_, index) =>
    makeFixture(
      { id: `${prefix}-${index + 1}`, body: `Body of ${prefix}-${index + 1}` },
      { line: index + 1 },
    ),
  );
}

/** Version 2 against version 1 over one fixture. */
export function makePlan(parts: Partial<PinPlan> = {}): PinPlan {
  return {
    pin: 'prompts/ticket-triage/pinned-version.yml',
    baseline: makeAgentVersion(),
    candidate: makeAgentVersion({ version: 2 }),
    environment: 'env_1',
    policy: makePolicy({ message: '{{body}}' }),
    policyPath: 'prompts/ticket-triage/gate.yml',
    fixtures: makeFixtures(1),
    informational: [],
    ...parts,
  };
}
