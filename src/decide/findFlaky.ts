import type { FixtureResult, Trial } from '../domain/trial.ts';
import type { FlakyFixture, Score } from '../domain/verdict.ts';
import { countFresh } from './confirm/countFresh.ts';
import { countNetBreaks } from './confirm/countNetBreaks.ts';

/**
 * Fixtures that one and the same version answered rightly in one trial and wrongly in another, the least steady
 * first. One that is plainly broken in its fresh trials is left out: that its candidate is right now and then is no
 * unsteadiness of the fixture.
 */
export function findFlaky(results: readonly FixtureResult[]): readonly FlakyFixture[] {
  return results
    .filter((result) => countNetBreaks([countFresh(result)]) <= 0)
    .map((result) => ({
      id: result.fixture.id,
      team: result.fixture.team,
      baseline: countRight([...result.baseline, ...result.fresh.baseline]),
      candidate: countRight([...result.candidate, ...result.fresh.candidate]),
    }))
    .filter((fixture) => measureUnsteadiness(fixture) > 0)
    .sort((a, b) => measureUnsteadiness(b) - measureUnsteadiness(a) || (a.id < b.id ? -1 : 1));
}

function countRight(trials: readonly Trial[]): Score {
  const scored = trials.filter(({ grade }) => grade.kind !== 'not-scored');
  return { right: scored.filter(({ grade }) => grade.kind === 'right').length, of: scored.length };
}

/** How far the less steady version is from always answering alike: 0 to ½. */
function measureUnsteadiness({ baseline, candidate }: FlakyFixture): number {
  const measure = ({ right, of }: Score) => (of === 0 ? 0 : Math.min(right, of - right) / of);
  return Math.max(measure(baseline), measure(candidate));
}
