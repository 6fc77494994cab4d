import type { AgentVersion } from '../domain/agent.ts';
import { digestConfig } from '../domain/agentConfig/digestConfig.ts';
import { digest } from '../domain/digest.ts';
import type { Fixture } from '../domain/fixture.ts';
import type { Pin } from '../domain/pin.ts';
import type { Policy } from '../domain/policy.ts';

/** What a verdict was about. */
export interface EvaluationSubject {
  /** The pin's path on the base branch. */
  readonly path: string;
  /** Undefined for a new pin. */
  readonly baseline: Pin | undefined;
  readonly candidate: AgentVersion;
  readonly policy: Policy;
  readonly fixtures: readonly Fixture[];
}

/**
 * A digest that is equal for two evaluations exactly when everything is equal that a verdict depends on: the pin, the
 * baseline's version, the candidate's agent and configuration as far as the gate knows it (the number is kept beside the
 * digest, see `findRemembered`), the policy, and the fixtures but for the files and lines that they are in.
 */
export function identifyEvaluation({
  path,
  baseline,
  candidate,
  policy,
  fixtures,
}: EvaluationSubject): string {
  const { message, reply, expect, 'group-by': groupBy, policy: rules, tools, limits, environment } = policy;
  return digest(
    [
      1,
      path,
      baseline === undefined ? null : [baseline.agent, baseline.version],
      [candidate.agent, digestConfig(candidate)],
      [message, reply, expect, groupBy, rules, tools, limits['timeout-seconds'], environment ?? null],
      fixtures.toSorted((a, b) => (a.id < b.id ? -1 : 1)).map(({ id, team, fields }) => [id, team, fields]),
    ],
    32,
  );
}
