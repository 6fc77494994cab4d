import { shorten } from '../../domain/shorten.ts';
import type { Trials } from '../../domain/trial.ts';
import type { FixtureCount } from '../scoreFixture.ts';
import type { TeamScore } from '../scoreTeam.ts';
import { countFixtures, countRest, nameFixture } from './nameFixtures.ts';

const NAMED = 3;

/** `3 of 20 fixtures (TKT-1: the service was overloaded; TKT-7: …)`. */
export function describeNotScored({ fixtures, notScored }: TeamScore): string {
  const list = listReasons(notScored, ({ result }) => result);
  return `${notScored.length} of ${countFixtures(fixtures.length)} (${list})`;
}

/** The same of fresh trials: `12 of 40 fresh pairs of trials (TKT-1: …)`. */
export function describeFreshNotScored({ fixtures }: TeamScore): string {
  const rerun = fixtures.filter(({ score }) => score.rerun !== undefined);
  const ran = rerun.reduce((sum, { result }) => sum + result.fresh.candidate.length, 0);
  const scored = rerun.reduce((sum, { score }) => sum + (score.rerun?.of ?? 0), 0);
  const lacking = rerun.filter(({ result, score }) => result.fresh.candidate.length > (score.rerun?.of ?? 0));
  const list = listReasons(lacking, ({ result }) => result.fresh);
  return `${ran - scored} of ${ran} fresh pairs of trials (${list})`;
}

function listReasons(fixtures: readonly FixtureCount[], pick: (fixture: FixtureCount) => Trials): string {
  const named = fixtures
    .slice(0, NAMED)
    .map((fixture) => `${nameFixture(fixture)}: ${shorten(explain(pick(fixture)), 120)}`);
  return [...named, ...countRest(fixtures.length - named.length)].join('; ');
}

/** The first reason that a trial gives for having no grade. */
function explain({ baseline, candidate }: Trials): string {
  for (const { grade, side } of [...baseline, ...candidate]) {
    if (grade.kind === 'not-scored') return `${side}, ${grade.detail}`;
  }
  return 'it was not run on both versions';
}
