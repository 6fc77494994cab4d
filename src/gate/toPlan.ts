import { planRerun } from '../decide/planRerun.ts';
import type { PinPlan } from '../domain/evaluation.ts';
import type { ReadyPin } from './stages.ts';

/** What is to be evaluated for a pin of which nothing is missing any more. */
export function toPlan({ pin, read, baseline, candidate, environment }: ReadyPin): PinPlan {
  const { loaded, fixtures, fixtureChanges } = read;
  return {
    pin: pin.path,
    baseline,
    candidate: candidate.config,
    overrides: candidate.overrides,
    environment,
    policy: loaded.source.policy,
    policyPath: loaded.source.path,
    fixtures,
    informational: fixtureChanges.runnable,
    // A new pin has nothing to be worse than.
    ...(baseline === undefined ? {} : { confirm: (results) => planRerun(results, loaded.source.policy) }),
  };
}
