import { shorten } from '../domain/shorten.ts';
import type { TeamOutcome } from '../domain/verdict.ts';
import { type Fraction, toNumber } from './fraction.ts';
import { isBelowFloor } from './judgeTeam.ts';
import type { FixtureCount } from './scoreFixture.ts';
import type { TeamScore } from './scoreTeam.ts';

/** How many fixtures a sentence names before it says how many more there are. */
const NAMED = 5;
const NAMED_WITH_REASON = 3;

/** Why the team's row says what it says. Holds ids and details of any origin, not escaped. */
export function describeTeam(score: TeamScore, outcome: TeamOutcome, floor: number | undefined): string {
  if (outcome === 'not-evaluated') return `Could not evaluate ${describeNotScored(score)}.`;
  return [describeOutcome(score, outcome, floor), describeFlips(score), describeLeftOut(score)]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** `3 of 20 fixtures (TKT-1: the service was overloaded; TKT-7: …)`. */
export function describeNotScored({ fixtures, notScored }: TeamScore): string {
  const named = notScored
    .slice(0, NAMED_WITH_REASON)
    .map((fixture) => `${nameFixture(fixture)}: ${shorten(explainNotScored(fixture), 120)}`);
  const list = [...named, ...countRest(notScored.length - named.length)].join('; ');
  return `${notScored.length} of ${countFixtures(fixtures.length)} (${list})`;
}

function describeOutcome(score: TeamScore, outcome: TeamOutcome, floor: number | undefined): string {
  const of = score.scored.length;
  const [baseline, candidate] = writeScores(score.baseline, score.candidate);
  switch (outcome) {
    case 'regressed': {
      const drop = `The baseline gets ${baseline} of ${of} right, the candidate only ${candidate}.`;
      return isBelowFloor(score, floor) ? `${drop} That is also under the floor of ${floor}.` : drop;
    }
    case 'below-floor':
      return `The candidate gets ${candidate} of ${of} right, which is under the floor of ${floor} (\`min-score\`).`;
    case 'unprotected':
      return (
        `Not protected: the baseline gets none of ${of} right, so nothing here can regress. ` +
        `The candidate gets ${candidate}.`
      );
    case 'improved':
      return `The candidate gets ${candidate} of ${of} right, the baseline ${baseline}.`;
    case 'held':
      return `Both get ${candidate} of ${of} right.`;
    default:
      return `The candidate gets ${candidate} of ${of} right; there is no baseline to compare it with.`;
  }
}

function describeFlips({ scored }: TeamScore): string {
  const list = (flip: 'broke' | 'fixed') => {
    const fixtures = scored.filter((fixture) => fixture.score.flip === flip);
    return fixtures.length === 0 ? [] : [`${flip}: ${nameFixtures(fixtures)}`];
  };
  const flips = [...list('broke'), ...list('fixed')].join('; ');
  return flips === '' ? '' : `${flips.charAt(0).toUpperCase()}${flips.slice(1)}.`;
}

function describeLeftOut(score: TeamScore): string {
  return score.notScored.length === 0 ? '' : `Left out, as it has no score: ${describeNotScored(score)}.`;
}

function nameFixtures(fixtures: readonly FixtureCount[]): string {
  const named = fixtures.slice(0, NAMED).map(nameFixture);
  return [...named, ...countRest(fixtures.length - named.length)].join(', ');
}

function nameFixture(fixture: FixtureCount): string {
  return shorten(fixture.result.fixture.id, 40);
}

function countRest(count: number): string[] {
  return count > 0 ? [`and ${count} more`] : [];
}

function countFixtures(count: number): string {
  return count === 1 ? '1 fixture' : `${count} fixtures`;
}

/** The first reason that a trial of the fixture gives for having no grade. */
function explainNotScored({ result }: FixtureCount): string {
  for (const { grade, side } of [...result.baseline, ...result.candidate]) {
    if (grade.kind === 'not-scored') return `${side}, ${grade.detail}`;
  }
  return 'it was not run on both versions';
}

/** Two sums of scores, with as many digits as it takes to tell them apart. */
function writeScores(baseline: Fraction, candidate: Fraction): readonly [string, string] {
  const [a, b] = [toNumber(baseline), toNumber(candidate)];
  const digits = [2, 4, 6].find((count) => a === b || a.toFixed(count) !== b.toFixed(count)) ?? 12;
  const write = (value: number) => String(Number(value.toFixed(digits)));
  return [write(a), write(b)];
}
