import type { Fixture, Json } from '../../../src/domain/fixture.ts';
import type { FixtureResult, Trial } from '../../../src/domain/trial.ts';
import { makeFixture } from './makeFixture.ts';
import { makeAnswer } from './makeTrial.ts';

/**
 * A fixture and what each version answered: a value stands for one answer, a list of trials for itself.
 * `baseline: undefined` is a pin without a baseline.
 */
export function makeFixtureResult(
  overrides: Partial<Fixture> = {},
  baseline: Json | readonly Trial[] | undefined = overrides.team ?? 'billing',
  candidate: Json | readonly Trial[] = overrides.team ?? 'billing',
): FixtureResult {
  const fixture = makeFixture(overrides);
  const toTrials = (side: 'baseline' | 'candidate', said: Json | readonly Trial[] | undefined) => {
    if (said === undefined) return [];
    if (isTrials(said)) return said.map((trial, index) => ({ ...trial, side, index }));
    return [makeAnswer(fixture.team, said, { side })];
  };
  return {
    fixture,
    baseline: toTrials('baseline', baseline),
    candidate: toTrials('candidate', candidate),
    fresh: { baseline: [], candidate: [] },
  };
}

function isTrials(said: Json | readonly Trial[]): said is readonly Trial[] {
  return (
    Array.isArray(said) && said.every((item) => typeof item === 'object' && item !== null && 'side' in item)
  );
}
