import type { Fixture, Json } from '../../domain/fixture.ts';
import type { Pin } from '../../domain/pin.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Judged, PinResult } from '../../domain/result.ts';
import { digest } from '../../domain/digest.ts';

/** What two attempts have in common, or not. */
export interface AttemptIdentity {
  /**
   * Equal for the same pin, versions and fixtures. The policy is no part of it: an easier one would start the
   * count anew. Nor are files and lines: moving a fixture changes nothing of what is asked.
   */
  readonly subject: string;
  readonly policy: string;
}

/** Undefined unless sessions ran for the pin: a broken policy, say, is no attempt at anything. */
export function identifyAttempt(pin: PinResult): AttemptIdentity | undefined {
  const judged = findJudged(pin);
  return judged && { subject: digestSubject(judged), policy: digestPolicy(judged.policy) };
}

function findJudged(pin: PinResult): Judged | undefined {
  if (pin.state === 'failed') return pin.effort.sessions > 0 ? pin.judged : undefined;
  if (pin.state !== 'evaluated') return undefined;
  return {
    baseline: pin.baseline?.pin,
    candidate: pin.candidate.pin,
    policy: pin.source.policy,
    fixtures: pin.decision.teams.flatMap((team) => team.fixtures.map(({ result }) => result.fixture)),
  };
}

function digestSubject({ baseline, candidate, fixtures }: Judged): string {
  const name = (pin: Pin): Json => [pin.agent, pin.version];
  return digest(
    [
      // The base branch's path, so that renaming the pin does not start the count anew.
      (baseline ?? candidate).path,
      baseline === undefined ? null : name(baseline),
      name(candidate),
      fixtures.toSorted(byId).map(({ id, team, fields }) => [id, team, fields]),
    ],
    24,
  );
}

function byId(a: Fixture, b: Fixture): number {
  return a.id < b.id ? -1 : 1;
}

/** Only the keys that have a say in the verdict. */
function digestPolicy(policy: Policy): string {
  const { message, reply, expect, policy: rules } = policy;
  return digest([message, reply, expect, rules, policy['group-by'], policy.limits['timeout-seconds']], 8);
}
