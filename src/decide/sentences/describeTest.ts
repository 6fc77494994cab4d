import type { Look, SuspectTest } from '../../domain/verdict.ts';
import type { FixtureCount } from '../scoreFixture.ts';
import type { TeamScore } from '../scoreTeam.ts';
import { formatChance, formatP } from './formatChance.ts';
import { countFixtures, nameFixtures } from './nameFixtures.ts';

/**
 * What a suspect's fresh trials showed and what follows from it: no more than was tested. The p-value is that of
 * "both versions are equally good on these fixtures"; the bound holds for one look and for these fixtures alone.
 */
export function describeTest(score: TeamScore, test: SuspectTest): string {
  const { look } = test;
  if (look === undefined) return 'What flipped was not run again.';
  return [describeRerun(score, test, look), conclude(score, test, look)].join(' ');
}

function describeRerun({ scored }: TeamScore, { scope, broken, fixed }: SuspectTest, look: Look): string {
  const times = look.trials === 1 ? 'once' : `${look.trials} times`;
  const what =
    scope === 'all'
      ? `All ${countFixtures(scored.length)} of the team were run again ${times} each on both versions, because so many broke`
      : `What flipped (${countFixtures(broken + fixed)}) was run again ${times}${broken + fixed > 1 ? ' each' : ''} on both versions`;
  const { baseline, candidate, of } = look.right;
  return `${what}: ${baseline} of ${of} right on the baseline, ${candidate} of ${of} on the candidate.`;
}

function conclude(score: TeamScore, test: SuspectTest, look: Look): string {
  switch (test.state) {
    case 'regressed':
      return (
        `The loss is confirmed: if both versions were equally good on ${nameThem(test)}, so clear a result would come up ` +
        `${formatChance(look.p)} (p = ${formatP(look.p)}; up to ${formatP(look.level)} counts).`
      );
    case 'held':
      return describeHeld(score, test, look);
    case 'open':
      return (
        `That neither confirms a loss (p = ${formatP(look.p)}; up to ${formatP(look.level)} counts) nor rules one out: ` +
        `it may be ${formatLoss(look.bound)}, and ${formatLoss(look.margin)} counts. ${suggest(look)}`
      );
  }
}

function describeHeld(score: TeamScore, { gained }: SuspectTest, look: Look): string {
  const broke = score.fixtures.filter((fixture) => isPlain(fixture, 1));
  const mended = score.fixtures.filter((fixture) => isPlain(fixture, -1));
  const finding =
    broke.length > 0
      ? `${nameFixtures(broke)} did break, and ${nameFixtures(mended)} ${mended.length === 1 ? 'was' : 'were'} mended instead`
      : gained
        ? 'The candidate is better on these fixtures in sum'
        : 'The loss is not confirmed, and forgiven';
  const most = look.bound > 0 ? `loses at most ${formatLoss(look.bound)}` : 'loses nothing';
  return (
    `${finding}: with 95% confidence (for this one look) the candidate ${most} on what was run again; ` +
    `${formatLoss(look.margin)} would count.`
  );
}

/** Whether the fresh trials differ by at least half of their number, to the candidate's loss (1) or gain (−1). */
function isPlain({ score: { rerun } }: FixtureCount, sign: 1 | -1): boolean {
  return rerun !== undefined && rerun.of > 0 && 2 * sign * (rerun.baseline - rerun.candidate) >= rerun.of;
}

/** The re-run fixtures, as a sentence goes on about them. */
function nameThem({ broken, fixed, scope }: SuspectTest): string {
  return scope === 'flipped' && broken + fixed === 1 ? 'this fixture' : 'these fixtures';
}

/**
 * What would settle it. The bound's distance from the loss shrinks with the square root of the trials, so as many
 * are needed as bring it under the margin if the shares stay as they are.
 */
function suggest({ trials, loss, bound, margin }: Look): string {
  const more = 'More trials (`policy.rounds`) would settle it';
  if (loss >= margin) return `${more}.`;
  const needed = Math.ceil(trials * ((bound - loss) / (margin - loss)) ** 2);
  return needed > trials && needed < 10_000
    ? `${more}: about ${needed} each, if the shares stay as they are.`
    : `${more}, or fixtures that answer more steadily.`;
}

function formatLoss(fixtures: number): string {
  if (fixtures === 0.5) return 'half a fixture';
  const shown = Number(fixtures.toPrecision(2));
  return shown < 1 ? `${shown} of a fixture` : `${shown} ${shown === 1 ? 'fixture' : 'fixtures'}`;
}
