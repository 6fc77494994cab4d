import { type Fraction, fraction, sum } from './fraction.ts';
import type { FixtureCount } from './scoreFixture.ts';

/** A team's fixtures and their scores, summed exactly over the fixtures that have one. */
export interface TeamScore {
  readonly team: string;
  readonly fixtures: readonly FixtureCount[];
  readonly scored: readonly FixtureCount[];
  readonly notScored: readonly FixtureCount[];
  /** Sums of fixture scores, each between 0 and the number of scored fixtures. */
  readonly baseline: Fraction;
  readonly candidate: Fraction;
}

/** Every fixture counts the same, however many of its pairs were scored. */
export function scoreTeam(team: string, fixtures: readonly FixtureCount[]): TeamScore {
  const scored = fixtures.filter((fixture) => fixture.pairs > 0);
  return {
    team,
    fixtures,
    scored,
    notScored: fixtures.filter((fixture) => fixture.pairs === 0),
    baseline: sum(scored.map((fixture) => fraction(fixture.baselineRight, fixture.pairs))),
    candidate: sum(scored.map((fixture) => fraction(fixture.candidateRight, fixture.pairs))),
  };
}
