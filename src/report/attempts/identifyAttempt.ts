import { digestConfig } from '../../domain/agentConfig/digestConfig.ts';
import { digest } from '../../domain/digest.ts';
import type { Fixture, Json } from '../../domain/fixture.ts';
import type { Policy } from '../../domain/policy.ts';
import type { Judged, PinResult } from '../../domain/result.ts';

/** What two attempts have in common, or not. */
export interface AttemptIdentity {
  /**
   * Equal for the same pin, baseline, fixtures and configuration of the candidate. By its configuration and not by what
   * the pin says, so that a draft whose prompt was edited is another subject though both pins say `next`, and the
   * number that takes the place of `next` is the same one: else writing it would wipe out that the draft was blocked.
   *
   * The policy is no part of it: an easier one would start the count anew. Nor are files and lines: moving a fixture
   * changes nothing of what is asked.
   */
  readonly subject: string;
  /**
   * The same with the candidate's number in place of its configuration, as records of before there were drafts have it:
   * what they tell belongs to this subject too. Undefined where no version has the configuration yet.
   */
  readonly byNumber: string | undefined;
  readonly policy: string;
}

interface Subject extends Judged {
  /** The candidate's number, whether the pin says it or not. */
  readonly number: number | undefined;
}

/**
 * Undefined unless sessions ran for the pin: a broken policy, say, is no attempt at anything, and of what is only
 * remembered nothing ran. Where the candidate's configuration is not known the number has to do, and a draft without
 * either cannot be told from other drafts: undefined.
 */
export function identifyAttempt(pin: PinResult): AttemptIdentity | undefined {
  const judged = findJudged(pin);
  if (judged === undefined) return undefined;
  const { candidate, config, number } = judged;
  const byNumber = number === undefined ? undefined : digestSubject(judged, [candidate.agent, number]);
  const subject =
    config === undefined
      ? byNumber
      : digestSubject(judged, [candidate.agent, { configuration: digestConfig(config) }]);
  return subject === undefined ? undefined : { subject, byNumber, policy: digestPolicy(judged.policy) };
}

function findJudged(pin: PinResult): Subject | undefined {
  if (pin.state === 'failed') {
    if (pin.effort.sessions === 0 || pin.judged === undefined) return undefined;
    const { version } = pin.judged.candidate;
    return { ...pin.judged, number: version === 'next' ? undefined : version };
  }
  if (pin.state !== 'evaluated') return undefined;
  const { version } = pin.candidate.pin;
  return {
    baseline: pin.baseline?.pin,
    candidate: pin.candidate.pin,
    config: pin.candidate.config,
    number: version === 'next' ? pin.draft?.version : version,
    policy: pin.source.policy,
    fixtures: pin.decision.teams.flatMap((team) => team.fixtures.map(({ result }) => result.fixture)),
  };
}

function digestSubject({ baseline, candidate, fixtures }: Judged, asked: Json): string {
  return digest(
    [
      // The base branch's path, so that renaming the pin does not start the count anew.
      (baseline ?? candidate).path,
      baseline === undefined ? null : [baseline.agent, baseline.version],
      asked,
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
