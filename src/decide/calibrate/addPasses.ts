import type { FixturePasses } from '../../domain/calibration.ts';
import type { FixtureResult } from '../../domain/trial.ts';

/**
 * Adds a run's trials to what earlier runs of the same fixtures came to: the first trials and the fresh ones of both
 * sides, which are one version. Trials that were not scored say nothing about it and are left out.
 *
 * That more trials are run of what flipped needs no correction: which trials are run depends on earlier ones only, and
 * such a rule drops out of the likelihood (Berger and Wolpert, The Likelihood Principle, 2nd ed., 1988, sec. 4.2).
 *
 * @param sofar of all the fixtures, or empty before the first run
 */
export function addPasses(
  sofar: readonly FixturePasses[],
  results: readonly FixtureResult[],
): readonly FixturePasses[] {
  return results.map(({ fixture, baseline, candidate, fresh }, index) => {
    const before = sofar[index];
    const trials = [...baseline, ...candidate, ...fresh.baseline, ...fresh.candidate];
    const right = trials.filter(({ grade }) => grade.kind === 'right').length;
    const wrong = trials.filter(({ grade }) => grade.kind === 'wrong').length;
    const { id, team, file, line } = fixture;
    return {
      ...{ id, team, file, line },
      right: (before?.right ?? 0) + right,
      of: (before?.of ?? 0) + right + wrong,
    };
  });
}
