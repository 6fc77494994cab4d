import type { Look, PairCount, SuspectTest } from '../../domain/verdict.ts';
import { holm } from '../statistics/holm.ts';
import { boundLoss, measureLoss } from '../statistics/lossBound.ts';
import { type Table, turnRound } from '../statistics/table.ts';
import { alphaShares } from './alphaShares.ts';
import type { Confirmation, Suspect } from './confirmation.ts';
import { countNetBreaks } from './countNetBreaks.ts';
import { testLoss } from './testLoss.ts';

/** What a team may lose and still be held: half a fixture, or this share of its fixtures if that is more. */
const MARGIN = 0.5;
const MARGIN_SHARE = 0.05;
/** From so many pairs on, a fixture that is plainly mended makes up for one that is plainly broken. */
const FIRM_GAIN = 16;

interface OpenSuspect {
  readonly suspect: Suspect;
  /** Of all its re-run fixtures. */
  readonly tables: readonly Table[];
  /** Of those that flipped. */
  readonly flipped: readonly Table[];
}

/**
 * Takes the fresh trials of the round that `nextRound` asked for, and settles what they settle.
 *
 * Each open suspect regresses when its loss is confirmed (testLoss) at this round's share of alpha, by Holm over all
 * suspects of the run, settled ones included: a suspect that was held was held by luck that counts too. What has not
 * regressed is held when a loss that matters can be excluded.
 *
 * A gain is confirmed likewise, with the versions in each other's place, and once confirmed stays so.
 *
 * @param readTable all fresh trials so far of a fixture, by the positions of team and fixture. Never the first
 *   trials: those raised the suspicion, so they are worse than the truth
 */
export function lookAtRound(
  confirmation: Confirmation,
  readTable: (team: number, fixture: number) => Table,
): Confirmation {
  const { rule, suspects, rounds } = confirmation;
  const alpha = (alphaShares(rule.rounds)[rounds] ?? 0) * rule.alpha;
  const open: readonly OpenSuspect[] = suspects
    .filter(({ test }) => test.state === 'open')
    .map((suspect) => readSuspect(suspect, readTable));

  const losses = open.map(({ tables, flipped }) => testLoss(tables, flipped));
  const regressed = suspects.filter(({ test }) => test.state === 'regressed').length;
  const confirmedLosses = holm(losses, alpha, suspects.length, regressed);
  const gained = confirmGains(open, suspects, alpha);

  const tests = new Map<Suspect, SuspectTest>();
  for (const [index, one] of open.entries()) {
    const { suspect, tables } = one;
    const { rejected = false, level = 0 } = confirmedLosses[index] ?? {};
    const look = describeLook(suspect, tables, {
      round: rounds + 1,
      trials: rule.rounds[rounds] ?? 0,
      p: losses[index] ?? 1,
      level,
    });
    tests.set(suspect, {
      ...suspect.test,
      state: rejected ? 'regressed' : isHeld(look, one) ? 'held' : 'open',
      gained: suspect.test.gained || gained.has(suspect),
      look,
    });
  }
  return {
    ...confirmation,
    rounds: rounds + 1,
    suspects: suspects.map((suspect) => ({ ...suspect, test: tests.get(suspect) ?? suspect.test })),
  };
}

function readSuspect(suspect: Suspect, readTable: (team: number, fixture: number) => Table): OpenSuspect {
  const read = suspect.fixtures.map((fixture) => ({ fixture, table: readTable(suspect.team, fixture) }));
  return {
    suspect,
    tables: read.map(({ table }) => table),
    flipped: read.filter(({ fixture }) => suspect.flipped.includes(fixture)).map(({ table }) => table),
  };
}

/** Which open suspects have gained by this look. Those that had before are no longer open to Holm, only counted. */
function confirmGains(
  open: readonly OpenSuspect[],
  suspects: readonly Suspect[],
  alpha: number,
): ReadonlySet<Suspect> {
  const asked = open.filter(({ suspect }) => !suspect.test.gained);
  const gains = asked.map(({ tables, flipped }) => testLoss(tables.map(turnRound), flipped.map(turnRound)));
  const before = suspects.filter(({ test }) => test.gained).length;
  const confirmed = holm(gains, alpha, suspects.length, before);
  return new Set(
    asked.filter((_, index) => confirmed[index]?.rejected === true).map(({ suspect }) => suspect),
  );
}

function describeLook(
  { size }: Suspect,
  tables: readonly Table[],
  more: Pick<Look, 'round' | 'trials' | 'p' | 'level'>,
): Look {
  return {
    ...more,
    right: sumTables(tables),
    loss: measureLoss(tables),
    bound: boundLoss(tables),
    margin: Math.max(MARGIN, MARGIN_SHARE * size),
    netBreaks: countNetBreaks(tables),
  };
}

/**
 * A loss that matters is excluded, and no plain break is left that nothing well founded makes up for. Nothing is
 * excluded while a fixture that flipped has not one scored pair, whatever the margin of a large team.
 */
function isHeld({ bound, margin }: Look, { tables, flipped }: OpenSuspect): boolean {
  const isRead = flipped.every(({ pairs }) => pairs > 0);
  return isRead && bound < margin && countNetBreaks(tables, FIRM_GAIN) <= 0;
}

function sumTables(tables: readonly Table[]): PairCount {
  let [baseline, candidate, of] = [0, 0, 0];
  for (const table of tables) {
    baseline += table.baselineRight;
    candidate += table.candidateRight;
    of += table.pairs;
  }
  return { baseline, candidate, of };
}
