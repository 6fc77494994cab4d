import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { fisherTest } from '../../../src/decide/statistics/fisherTest.ts';
import { stratifiedTest } from '../../../src/decide/statistics/stratifiedTest.ts';
import { type Table, turnRound } from '../../../src/decide/statistics/table.ts';
import { arbitraryTable } from '../../helpers/arbitraryTable.ts';
import { expectNear } from '../../helpers/exact/expectNear.ts';
import { ratio } from '../../helpers/exact/ratio.ts';
import { tail } from '../../helpers/exact/tail.ts';
import { makeTable } from '../../helpers/makeTable.ts';

const strata = (mostPairs: number, most: number, leastPairs = 0) =>
  fc.array(arbitraryTable(mostPairs, leastPairs), { maxLength: most });

/**
 * The test from its definition, without a binomial coefficient: deals the right answers to the trials of each stratum
 * in every possible way, each as likely as any other, and counts how often the baseline comes to so many.
 */
function dealAll(tables: readonly Table[]): number {
  let sums = [0];
  for (const { pairs, baselineRight, candidateRight } of tables) {
    const deals: number[] = [];
    // The bits of a deal are the trials that are right; the baseline's are the first ones.
    for (let deal = 0; deal < 2 ** (2 * pairs); deal += 1) {
      if (countOnes(deal) === baselineRight + candidateRight) deals.push(countOnes(deal % 2 ** pairs));
    }
    sums = sums.flatMap((sum) => deals.map((dealt) => sum + dealt));
  }
  const observed = tables.reduce((sum, { baselineRight }) => sum + baselineRight, 0);
  return sums.filter((sum) => sum >= observed).length / sums.length;
}

const countOnes = (bits: number) => [...bits.toString(2)].filter((bit) => bit === '1').length;

describe('stratifiedTest', () => {
  it('gives penicillin at once against penicillin after 1.5 hours p = 0.020', () => {
    // R's example(mantelhaen.test), Rabbits, exact = TRUE: "p = 0.020" one-sided, 0.03994 two-sided; Agresti,
    // Categorical Data Analysis, 1990, pp. 231–237. The strata of 1/4, 1/2 and 1 have six rabbits on either side. Of
    // those of 1/8 (6 and 5) and 4 (2 and 5) none and all were cured: they have one possible table and move nothing.
    const rabbits = [makeTable(6, 3, 0), makeTable(6, 6, 2), makeTable(6, 5, 6)];
    expect(stratifiedTest(rabbits)).toBeCloseTo(0.02, 3);
    // As many on either side make the distribution symmetric, and R's two-sided value twice the one-sided.
    expect(2 * stratifiedTest(rabbits)).toBeCloseTo(0.03994, 5);
    // Derived by enumeration: the ways to deal 3, 8 and 11 cures to twelve rabbits each so that 14 or 15 fall on
    // those treated at once, 1,800 for (3, 6, 6), 8,100 for (2, 6, 6), 14,400 for (3, 5, 6), 1,800 for (3, 6, 5).
    expectNear(stratifiedTest(rabbits), ratio(26_100n, 220n * 495n * 12n));
  });

  it('is Fisher’s test for one stratum', () => {
    expectNear(stratifiedTest([makeTable(4, 3, 1)]), 17 / 70);
  });

  it('multiplies the chances where every stratum is as extreme as it can be', () => {
    // Two of two plain breaks in four pairs each: 1/70 · 1/70.
    expectNear(stratifiedTest([makeTable(4, 4, 0), makeTable(4, 4, 0)]), 1 / 4900);
  });

  it('sees in the sum what no stratum shows alone', () => {
    const slight = makeTable(8, 8, 5);
    expectNear(fisherTest(slight), 0.1);
    // Derived by enumeration, in whole numbers.
    expectNear(stratifiedTest([slight, slight, slight, slight]), tail([slight, slight, slight, slight]));
    expect(stratifiedTest([slight, slight, slight, slight])).toBeCloseTo(1e-4, 10);
  });

  it('is exactly 1 without fixtures', () => {
    expect(stratifiedTest([])).toBe(1);
  });

  it('agrees with dealing the right answers in every possible way', () => {
    fc.assert(
      fc.property(strata(3, 3), (tables) => {
        expectNear(stratifiedTest(tables), dealAll(tables));
      }),
      { numRuns: 60 },
    );
  });

  it('agrees with counting all tables of the same margins, in whole numbers', () => {
    fc.assert(
      fc.property(strata(9, 4), (tables) => {
        expectNear(stratifiedTest(tables), tail(tables));
      }),
    );
  });

  it('has both tails overlap in what was observed', () => {
    fc.assert(
      fc.property(strata(9, 4), (tables) => {
        // P(S ≥ s) + P(S ≤ s) = 1 + P(S = s)
        const both = stratifiedTest(tables) + stratifiedTest(tables.map(turnRound));
        expectNear(both, 1 + tail(tables, 'exactly'));
      }),
    );
  });

  it('is a probability that is never 0', () => {
    fc.assert(
      fc.property(strata(40, 20), (tables) => {
        const p = stratifiedTest(tables);
        expect(p).toBeGreaterThan(0);
        expect(p).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('never rises for one more right answer of the baseline, nor falls for one more of the candidate', () => {
    fc.assert(
      fc.property(arbitraryTable(16, 1), strata(16, 4), (table, others) => {
        const p = stratifiedTest([table, ...others]);
        const { pairs, baselineRight, candidateRight } = table;
        const slack = 1 + 1e-12;
        if (baselineRight < pairs) {
          const more = stratifiedTest([makeTable(pairs, baselineRight + 1, candidateRight), ...others]);
          expect(more).toBeLessThanOrEqual(p * slack);
        }
        if (candidateRight < pairs) {
          const more = stratifiedTest([makeTable(pairs, baselineRight, candidateRight + 1), ...others]);
          expect(more * slack).toBeGreaterThanOrEqual(p);
        }
      }),
    );
  });

  it('does not care for the order of the strata', () => {
    const shuffled = strata(16, 6).chain((tables) =>
      fc.tuple(
        fc.constant(tables),
        fc.shuffledSubarray(tables, { minLength: tables.length, maxLength: tables.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, ([tables, other]) => {
        expectNear(stratifiedTest(other), stratifiedTest(tables));
      }),
    );
  });

  it('is moved by no stratum that says nothing: without pairs, all right, none right', () => {
    const silent = fc.constantFrom(makeTable(0, 0, 0), makeTable(7, 7, 7), makeTable(7, 0, 0));
    fc.assert(
      fc.property(strata(16, 3), fc.array(silent, { maxLength: 4 }), (tables, more) => {
        expect(stratifiedTest([...more, ...tables])).toBe(stratifiedTest(tables));
        expect(stratifiedTest([...tables, ...more])).toBe(stratifiedTest(tables));
      }),
    );
  });
});
