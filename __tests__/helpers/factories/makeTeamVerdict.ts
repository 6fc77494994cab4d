import type { FixtureResult, Trial } from '../../../src/domain/trial.ts';
import type { FixtureScore, TeamOutcome, TeamVerdict } from '../../../src/domain/verdict.ts';

/** A team's row for these results, scored by `any-drop`. Overrides win over what follows from the results. */
export function makeTeamVerdict(
  results: readonly FixtureResult[],
  overrides: Partial<TeamVerdict> = {},
): TeamVerdict {
  const fixtures = results.map(scoreFixture);
  const paired = results.some((result) => result.baseline.length > 0);
  const scored = fixtures.filter(({ candidate }) => candidate !== undefined);
  const add = (side: 'baseline' | 'candidate') => ({
    right: scored.reduce((sum, score) => sum + (score[side] ?? 0), 0),
    of: scored.length,
  });
  const baseline = paired ? add('baseline') : undefined;
  const candidate = add('candidate');
  return {
    team: results[0]?.fixture.team ?? 'billing',
    outcome: judge(baseline?.right, candidate.right),
    baseline,
    candidate,
    floor: undefined,
    fixtures,
    notScored: fixtures
      .filter((score) => score.candidate === undefined)
      .map(({ result }) => result.fixture.id),
    test: undefined,
    sentence: `The candidate gets ${candidate.right} of ${candidate.of} right.`,
    ...overrides,
  };
}

function judge(baseline: number | undefined, candidate: number): TeamOutcome {
  if (baseline === undefined) return 'new';
  if (baseline === 0) return 'unprotected';
  return candidate < baseline ? 'regressed' : candidate > baseline ? 'improved' : 'held';
}

function scoreFixture(result: FixtureResult): FixtureScore {
  const lost = [...result.baseline, ...result.candidate].some(({ grade }) => grade.kind === 'not-scored');
  const baseline = lost ? undefined : share(result.baseline);
  const candidate = lost ? undefined : share(result.candidate);
  const change = baseline === undefined || candidate === undefined ? 0 : candidate - baseline;
  const flip = change < 0 ? 'broke' : change > 0 ? 'fixed' : undefined;
  return { result, baseline, candidate, flip, rerun: undefined };
}

function share(trials: readonly Trial[]): number | undefined {
  if (trials.length === 0) return undefined;
  return trials.filter(({ grade }) => grade.kind === 'right').length / trials.length;
}
