import type { OverallTest, SuspectTest } from '../../domain/verdict.ts';
import type { Table } from '../statistics/table.ts';
import { isAtMost } from '../statistics/isAtMost.ts';
import { signTest } from '../statistics/signTest.ts';
import { findFlip } from './findFlip.ts';
import { testOverall } from './testOverall.ts';

/** A team whose own sign test comes to this or less has all its fixtures run again, not only those that flipped. */
const WHOLE_TEAM = 0.05;

/** `policy.rounds` and `policy.alpha` of gate.yml. */
export interface ConfirmedRule {
  /** Fresh trials of each re-run fixture on each version, in total, after each round; growing. */
  readonly rounds: readonly number[];
  readonly alpha: number;
}

/** A team with a broken fixture. Fixtures are named by their position in the team's list. */
export interface Suspect {
  /** The team's position. */
  readonly team: number;
  /** How many of its fixtures were scored. */
  readonly size: number;
  /** What is run again. */
  readonly fixtures: readonly number[];
  /** Those that flipped in the first trials; all of them are run again. */
  readonly flipped: readonly number[];
  readonly test: SuspectTest;
}

/** Where the rule `confirmed` stands after the first trials and some rounds of fresh ones. */
export interface Confirmation {
  readonly rule: ConfirmedRule;
  readonly overall: OverallTest;
  readonly suspects: readonly Suspect[];
  /** Rounds that were looked at. */
  readonly rounds: number;
}

/** What the next round is to run. */
export interface Round {
  /** Fresh trials that each fixture is to have on each version, those of earlier rounds included. */
  readonly trials: number;
  readonly suspects: readonly Suspect[];
}

/**
 * The rule `confirmed` (docs/verdict.md) after the first trials: which teams are suspects, what of them is run
 * again, and whether the run as a whole is worse.
 *
 * @param teams for each team the tables of its fixtures' first trials; one that was not scored has no pairs
 */
export function startConfirmation(teams: readonly (readonly Table[])[], rule: ConfirmedRule): Confirmation {
  const overall = testOverall(teams.flat(), rule.alpha);
  const suspects = teams.flatMap((tables, team) => {
    const flips = listFlips(tables);
    return flips.broken.length === 0 ? [] : [makeSuspect(team, flips, overall.isWorse)];
  });
  return { rule, overall, suspects, rounds: 0 };
}

/** What is to be run next; undefined when every suspect is settled or the rounds are used up. */
export function nextRound({ rule, suspects, rounds }: Confirmation): Round | undefined {
  const trials = rule.rounds[rounds];
  const open = suspects.filter(({ test }) => test.state === 'open');
  return trials === undefined || open.length === 0 ? undefined : { trials, suspects: open };
}

interface Flips {
  readonly scored: readonly number[];
  readonly broken: readonly number[];
  readonly fixed: readonly number[];
}

function listFlips(tables: readonly Table[]): Flips {
  const scored: number[] = [];
  const broken: number[] = [];
  const fixed: number[] = [];
  for (const [position, table] of tables.entries()) {
    if (table.pairs === 0) continue;
    scored.push(position);
    const flip = findFlip(table);
    if (flip !== undefined) (flip === 'broke' ? broken : fixed).push(position);
  }
  return { scored, broken, fixed };
}

/**
 * Fixtures that did not flip are run again only where the team has many breaks against few fixes: a loss that is
 * spread over the team is then likely, and better seen over all its fixtures. Fixtures are counted and not trials: one
 * that breaks in all of several first trials is no loss that is spread. Not where the run as a whole is worse
 * already: that blocks whatever they would show.
 */
function makeSuspect(team: number, { scored, broken, fixed }: Flips, isWorseOverall: boolean): Suspect {
  const all = !isWorseOverall && isAtMost(signTest(broken.length, fixed.length), WHOLE_TEAM);
  const flipped = [...broken, ...fixed].sort((a, b) => a - b);
  return {
    team,
    size: scored.length,
    fixtures: all ? scored : flipped,
    flipped,
    test: {
      state: 'open',
      broken: broken.length,
      fixed: fixed.length,
      scope: all ? 'all' : 'flipped',
      gained: false,
      look: undefined,
    },
  };
}
