import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { testLoss } from '../../../src/decide/confirm/testLoss.ts';
import type { Table } from '../../../src/decide/statistics/table.ts';
import { arbitraryTable } from '../../helpers/arbitraryTable.ts';
import { expectNear } from '../../helpers/exact/expectNear.ts';
import { tail } from '../../helpers/exact/tail.ts';
import { makeTable } from '../../helpers/makeTable.ts';

/** A team's re-run fixtures after a round: as many pairs each, some of the fixtures flipped in the first trials. */
const reruns = fc
  .record({
    pairs: fc.integer({ min: 1, max: 9 }),
    fixtures: fc.array(fc.record({ baseline: fc.nat(9), candidate: fc.nat(9), flipped: fc.boolean() }), {
      minLength: 1,
      maxLength: 4,
    }),
  })
  .map(({ pairs, fixtures }) => ({
    tables: fixtures.map(({ baseline, candidate }) =>
      makeTable(pairs, baseline % (pairs + 1), candidate % (pairs + 1)),
    ),
    // A suspect has at least one that flipped.
    flips: fixtures.map(({ flipped }, index) => flipped || index === 0),
  }));

const flippedOf = (tables: readonly Table[], flips: readonly boolean[]) =>
  tables.filter((_, index) => flips[index]);

/** The p-value as the design words it, from counts in whole numbers. */
function expectedLoss(tables: readonly Table[], flipped: readonly Table[]): number {
  const lost = tables.map(({ baselineRight, candidateRight }) => baselineRight - candidateRight);
  const net = lost.map((loss, index) => {
    const isPlain = Math.abs(loss) * 2 >= (tables[index]?.pairs ?? 0);
    return isPlain ? Math.sign(loss) : 0;
  });
  const sum = (list: readonly number[]) => list.reduce((total, one) => total + one, 0);
  const p1 = sum(lost) > 0 ? tail(tables) : 1;
  const p2 = sum(net) > 0 ? Math.min(...flipped.map((table) => tail([table]))) * flipped.length : 1;
  return tables.length === 1 ? p1 : Math.min(1, 2 * Math.min(p1, p2));
}

describe('testLoss', () => {
  it('is Fisher’s test alone where one fixture is run again, not doubled', () => {
    const broke = makeTable(4, 4, 0);
    expectNear(testLoss([broke], [broke]), 1 / 70);
  });

  it('doubles the smaller of the two where several are run again', () => {
    // Together: 1/70, for the second fixture moves nothing. Singly: 1/70 of one flipped fixture, 2/70 of two.
    const [broke, steady] = [makeTable(4, 4, 0), makeTable(4, 4, 4)];
    expectNear(testLoss([broke, steady], [broke]), 2 / 70);
    expectNear(testLoss([broke, steady], [broke, steady]), 2 / 70);
  });

  it('sees a loss that is spread by all fixtures together', () => {
    // 2 · 10⁻⁴ for four fixtures with 8 and 5 of 8 (counted in whole numbers); none of them is plain.
    const slight = makeTable(8, 8, 5);
    const team = [slight, slight, slight, slight];
    expectNear(testLoss(team, [slight]), 2 * tail(team));
  });

  it('sees one plain break that gains elsewhere hide, by that fixture alone', () => {
    // 8 lost and 9 gained in sum, none of the gains plain: together there is no loss. 1/12,870 for the break, times
    // two flipped fixtures, doubled.
    const [broke, better] = [makeTable(8, 8, 0), makeTable(8, 5, 8)];
    expectNear(testLoss([broke, better, better, better], [broke, better]), 4 / 12_870);
    expectNear(testLoss([broke, better, better, better], [broke]), 2 / 12_870);
  });

  it('looks singly only at fixtures that flipped', () => {
    // The others were not suspected by themselves: had they been free to win, their number would have to count.
    const [broke, better, worse] = [makeTable(8, 8, 0), makeTable(8, 5, 8), makeTable(8, 6, 5)];
    // 0.5 for 6 and 5 of 8: counted in whole numbers, and doubled it says nothing.
    expectNear(testLoss([broke, better, better, better, worse], [worse]), Math.min(1, 2 * tail([worse])));
  });

  it.each([
    // Not plain, so only all together count: p₁ needs a loss in sum.
    { gained: 1, expected: 2 * tail([makeTable(8, 8, 5), makeTable(8, 5, 6)]) },
    { gained: 2, expected: 2 * tail([makeTable(8, 8, 5), makeTable(8, 5, 7)]) },
    { gained: 3, expected: 1 },
  ])('asks all together only while more is lost than $gained of 3 gained', ({ gained, expected }) => {
    const tables = [makeTable(8, 8, 5), makeTable(8, 5, 5 + gained)];
    expectNear(testLoss(tables, tables), Math.min(1, expected));
  });

  it('is 1 for as much lost as gained, and for more gained', () => {
    const lost = makeTable(8, 8, 5);
    expect(testLoss([lost, makeTable(8, 5, 8)], [lost])).toBe(1);
    expect(testLoss([makeTable(8, 2, 3)], [makeTable(8, 2, 3)])).toBe(1);
    expect(testLoss([makeTable(8, 3, 3)], [makeTable(8, 3, 3)])).toBe(1);
  });

  it.each([
    // The gain under, at and over half of its pairs: plain gains leave no net break to look at singly.
    { gain: makeTable(8, 4, 7), netBreaks: 1 },
    { gain: makeTable(8, 4, 8), netBreaks: 0 },
    { gain: makeTable(8, 3, 8), netBreaks: 0 },
  ])('asks fixtures singly only while $netBreaks net breaks are left', ({ gain, netBreaks }) => {
    const broke = makeTable(8, 8, 0);
    const [singly, together] = [2 / 12_870, tail([broke, gain])];
    // The two would give different numbers, so it shows which was asked.
    expect(together).toBeGreaterThan(2 * singly);
    expectNear(testLoss([broke, gain], [broke, gain]), 2 * (netBreaks > 0 ? singly : together));
  });

  it('is never over 1', () => {
    // A loss of three quarters of a fixture, as the one pair counts for a whole one; of all right answers the candidate
    // has more, so that together is near 1 and would be doubled.
    const tables = [makeTable(1, 1, 0), makeTable(40, 10, 20)];
    expect(tail(tables)).toBeGreaterThan(0.9);
    expect(testLoss(tables, tables)).toBe(1);
  });

  it('is 1 where no pair was scored', () => {
    const unread = makeTable(0, 0, 0);
    expect(testLoss([unread], [unread])).toBe(1);
    expect(testLoss([unread, unread], [unread])).toBe(1);
  });

  it('agrees with the rule in whole numbers', () => {
    fc.assert(
      fc.property(reruns, ({ tables, flips }) => {
        const flipped = flippedOf(tables, flips);
        expectNear(testLoss(tables, flipped), expectedLoss(tables, flipped));
      }),
      { numRuns: 300 },
    );
  });

  it('is a probability above 0 for any pairs, as many or not', () => {
    fc.assert(
      fc.property(fc.array(arbitraryTable(40), { minLength: 1, maxLength: 12 }), (tables) => {
        const p = testLoss(tables, tables.slice(0, 2));
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('never falls for one more right answer of the candidate, nor rises for one more of the baseline', () => {
    fc.assert(
      fc.property(reruns, fc.nat(), ({ tables, flips }, pick) => {
        const at = pick % tables.length;
        const p = testLoss(tables, flippedOf(tables, flips));
        const change = (side: 'baselineRight' | 'candidateRight') => {
          const changed = tables.map((table, index) =>
            index === at ? { ...table, [side]: Math.min(table.pairs, table[side] + 1) } : table,
          );
          return testLoss(changed, flippedOf(changed, flips));
        };
        expect(change('candidateRight') * (1 + 1e-12)).toBeGreaterThanOrEqual(p);
        expect(change('baselineRight')).toBeLessThanOrEqual(p * (1 + 1e-12));
      }),
      { numRuns: 300 },
    );
  });
});
