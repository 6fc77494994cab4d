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
  readonly tables: readonly Table[];
}

/**
 * Takes the fresh trials of the round that `nextRound` asked for, and settles what they settle.
 *
 * Each open suspect regresses when its loss is confirmed (testLoss) at this round's share of alpha, by Holm over all
 * suspects of the run, settled ones included: a suspect that was held was held by luck that counts too. What has not
 * regressed is held when a loss that matters can be excluded.
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
    .map((suspect) => ({
      suspect,
      tables: suspect.fixtures.map((fixture) => readTable(suspect.team, fixture)),
    }));

  const losses = open.map((one) => testOne(one, (table) => table));
  const gains = open.map((one) => testOne(one, turnRound));
  const regressed = suspects.filter(({ test }) => test.state === 'regressed').length;
  const gained = suspects.filter(({ test }) => test.gained).length;
  const confirmedLosses = holm(losses, alpha, suspects.length, regressed);
  const confirmedGains = holm(gains, alpha, suspects.length, gained);

  const tests = new Map<Suspect, SuspectTest>();
  for (const [index, { suspect, tables }] of open.entries()) {
    const { rejected = false, level = 0 } = confirmedLosses[index] ?? {};
    const look = describeLook(suspect, tables, {
      round: rounds + 1,
      trials: rule.rounds[rounds] ?? 0,
      p: losses[index] ?? 1,
      level,
    });
    tests.set(suspect, {
      ...suspect.test,
      state: rejected ? 'regressed' : isHeld(look, tables) ? 'held' : 'open',
      gained: suspect.test.gained || confirmedGains[index]?.rejected === true,
      look,
    });
  }
  return {
    ...confirmation,
    rounds: rounds + 1,
    suspects: suspects.map((suspect) => ({ ...suspect, test: tests.get(suspect) ?? suspect.test })),
  };
}

function testOne({ suspect, tables }: OpenSuspect, turn: (table: Table) => Table): number {
  const turned = tables.map(turn);
  const flipped = new Set(suspect.flipped);
  return testLoss(
    turned,
    turned.filter((_, index) => flipped.has(suspect.fixtures[index] ?? -1)),
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

/** A loss that matters is excluded, and no plain break is left that nothing well founded makes up for. */
function isHeld({ bound, margin }: Look, tables: readonly Table[]): boolean {
  return bound < margin && countNetBreaks(tables, FIRM_GAIN) <= 0;
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
