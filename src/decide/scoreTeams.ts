import type { FixtureResult } from '../domain/trial.ts';
import { type FixtureCount, type Rule, scoreFixture } from './scoreFixture.ts';
import { scoreTeam, type TeamScore } from './scoreTeam.ts';

/** Scores the results team by team, teams in the order in which they first come. */
export function scoreTeams(
  results: readonly FixtureResult[],
  hasBaseline: boolean,
  rule: Rule,
): readonly TeamScore[] {
  const fixtures = new Map<string, FixtureCount[]>();
  for (const result of results) {
    const team = fixtures.get(result.fixture.team) ?? [];
    team.push(scoreFixture(result, hasBaseline, rule));
    fixtures.set(result.fixture.team, team);
  }
  return [...fixtures].map(([team, counts]) => scoreTeam(team, counts));
}
