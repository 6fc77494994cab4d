import type { SuspectTest, TeamOutcome } from '../../domain/verdict.ts';
import { type Fraction, toNumber } from '../fraction.ts';
import { isBelowFloor, isCovered } from '../judgeTeam.ts';
import type { Rule } from '../scoreFixture.ts';
import type { TeamScore } from '../scoreTeam.ts';
import { describeFreshNotScored, describeNotScored } from './describeNotScored.ts';
import { describeTest } from './describeTest.ts';
import { nameFixtures } from './nameFixtures.ts';

/** What is known of a team besides its scores. */
export interface TeamFinding {
  readonly outcome: TeamOutcome;
  readonly rule: Rule;
  readonly coverage: number;
  readonly floor: number | undefined;
  readonly test: SuspectTest | undefined;
}

/** Why the team's row says what it says. Holds ids and details of any origin, not escaped. */
export function describeTeam(score: TeamScore, finding: TeamFinding): string {
  const { outcome, coverage, test } = finding;
  if (outcome === 'not-evaluated') {
    return isCovered(score, coverage)
      ? `Could not evaluate ${describeFreshNotScored(score)}, and the others settle nothing.`
      : `Could not evaluate ${describeNotScored(score)}.`;
  }
  return [
    describeScores(score, finding),
    describeFlips(score),
    ...(test === undefined ? [] : [describeTest(score, test)]),
    describeLeftOut(score),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

function describeScores(score: TeamScore, { outcome, rule, floor, test }: TeamFinding): string {
  const of = score.scored.length;
  const [baseline, candidate] = writeScores(score.baseline, score.candidate);
  const both =
    baseline === candidate
      ? `Both get ${candidate} of ${of} right.`
      : `The candidate gets ${candidate} of ${of} right, the baseline ${baseline}.`;
  switch (outcome) {
    case 'regressed': {
      const drop = `The baseline gets ${baseline} of ${of} right, the candidate only ${candidate}.`;
      const said = rule === 'any-drop' ? drop : both;
      return isBelowFloor(score, floor) ? `${said} That is also under the floor of ${floor}.` : said;
    }
    case 'below-floor':
      return `The candidate gets ${candidate} of ${of} right, which is under the floor of ${floor} (\`min-score\`).`;
    case 'unprotected':
      return (
        `Not protected: the baseline gets none of ${of} right, so nothing here can regress. ` +
        `The candidate gets ${candidate}.`
      );
    case 'held':
      return test === undefined && rule === 'confirmed' && baseline !== candidate
        ? `${both} ${explainUntested(score)}`
        : both;
    case 'improved':
    case 'inconclusive':
      return both;
    default:
      return `The candidate gets ${candidate} of ${of} right; there is no baseline to compare it with.`;
  }
}

/** Of a team that is held, no suspect and not as good as before to the letter, or better. */
function explainUntested({ scored }: TeamScore): string {
  return scored.some(({ score }) => score.flip === 'fixed')
    ? 'No fixture broke; gains alone are not run again, so these may be luck.'
    : 'No fixture broke: each is still right in at least half of its trials.';
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

/** Two sums of scores, with as many digits as it takes to tell them apart. */
function writeScores(baseline: Fraction, candidate: Fraction): readonly [string, string] {
  const [a, b] = [toNumber(baseline), toNumber(candidate)];
  const digits = [2, 4, 6].find((count) => a === b || a.toFixed(count) !== b.toFixed(count)) ?? 12;
  const write = (value: number) => String(Number(value.toFixed(digits)));
  return [write(a), write(b)];
}
