import type { Rerun } from '../domain/evaluation.ts';
import type { Policy } from '../domain/policy.ts';
import type { FixtureResult } from '../domain/trial.ts';
import type { Suspect } from './confirm/confirmation.ts';
import { countFresh } from './confirm/countFresh.ts';
import { type Replay, replay } from './confirm/replay.ts';
import { findErrors } from './findErrors.ts';
import { scoreTeams } from './scoreTeams.ts';
import type { TeamScore } from './scoreTeam.ts';
import { describeRerun } from './sentences/describeRerun.ts';

const NOTHING: Rerun = { fixtures: [], trials: 0, lines: [] };

/**
 * What the policy's rule wants to be run again after the trials that there are, of a pin that has a baseline. Nothing
 * by `any-drop`, and nothing while the run could not be evaluated anyway or the service fails: sessions cost money.
 */
export function planRerun(results: readonly FixtureResult[], policy: Policy): Rerun {
  const { rule } = policy.policy;
  if (rule !== 'confirmed') return NOTHING;
  const teams = scoreTeams(results, true, rule);
  if (findErrors(teams, true, policy).length > 0) return NOTHING;

  const replayed = replay(teams, policy.policy);
  if (hasRunInVain(replayed, teams)) {
    return {
      ...NOTHING,
      lines: ['not one pair of the last fresh trials could be scored, so no more are run.'],
    };
  }
  const { next } = replayed;
  return {
    fixtures: next === undefined ? [] : next.suspects.flatMap((suspect) => listIds(suspect, teams)),
    trials: next?.trials ?? 0,
    lines: describeReplay(replayed, teams),
  };
}

/** Whether the last round scored nothing at all: the service is down, and further rounds would only cost time. */
function hasRunInVain({ confirmation, next }: Replay, teams: readonly TeamScore[]): boolean {
  const { rounds, rule } = confirmation;
  if (next === undefined || rounds === 0) return false;
  const [before, now] = [rule.rounds[rounds - 2] ?? 0, rule.rounds[rounds - 1] ?? 0];
  return next.suspects.every(({ team, fixtures }) =>
    fixtures.every((fixture) => {
      const result = teams[team]?.fixtures[fixture]?.result;
      return result === undefined || countFresh(result, now).pairs === countFresh(result, before).pairs;
    }),
  );
}

function listIds({ team, fixtures }: Suspect, teams: readonly TeamScore[]): readonly string[] {
  return fixtures.flatMap((fixture) => teams[team]?.fixtures[fixture]?.result.fixture.id ?? []);
}

/** Of the suspects that the last round looked at, or of all after the first trials. */
function describeReplay({ confirmation, next }: Replay, teams: readonly TeamScore[]): readonly string[] {
  const { rounds, suspects } = confirmation;
  return suspects
    .filter(({ test }) => (test.look?.round ?? 0) === rounds)
    .map(({ team, test }) => describeRerun(teams[team]?.team ?? '', test, next?.trials));
}
