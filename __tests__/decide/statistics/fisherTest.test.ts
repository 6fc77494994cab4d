import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { fisherTest } from '../../../src/decide/statistics/fisherTest.ts';
import { turnRound } from '../../../src/decide/statistics/table.ts';
import { arbitraryTable } from '../../helpers/arbitraryTable.ts';
import { expectNear } from '../../helpers/exact/expectNear.ts';
import { tail } from '../../helpers/exact/tail.ts';
import { makeTable } from '../../helpers/makeTable.ts';

describe('fisherTest', () => {
  it('gives the tea taster who finds three of four cups p = 0.2429', () => {
    // R's example(fisher.test), TeaTasting, alternative = "greater"; Agresti, Categorical Data Analysis, 1990, p. 61.
    expect(fisherTest(makeTable(4, 3, 1))).toBeCloseTo(0.2429, 4);
    expectNear(fisherTest(makeTable(4, 3, 1)), 17 / 70);
  });

  it('gives the one who finds all four a chance of one in seventy', () => {
    // R. A. Fisher, The Design of Experiments, 1935, ch. 2.
    expectNear(fisherTest(makeTable(4, 4, 0)), 1 / 70);
  });

  it('gives 9 of 12 women against 1 of 12 men p = 0.001379728', () => {
    // The example of Wikipedia's "Fisher's exact test": 0.001346076 + 0.000033652, one-tailed.
    expectNear(fisherTest(makeTable(12, 9, 1)), 0.001346076 + 0.000033652, 1e-6);
    // The same in full, as scipy.stats.fisher_exact([[1, 9], [11, 3]], "less") has it.
    expectNear(fisherTest(makeTable(12, 9, 1)), 0.0013797280926100418);
  });

  it.each([
    // Derived by enumeration: 1 of C(2m, m) ways for a fixture that broke for good.
    [4, 1 / 70],
    [8, 1 / 12_870],
    [16, 1 / 601_080_390],
    [40, 1 / 1.0750720873333652e23],
  ])('has a plain break in %d pairs at 1 over C(2m, m)', (pairs, expected) => {
    expectNear(fisherTest(makeTable(pairs, pairs, 0)), expected, 1e-11);
  });

  it.each([
    { what: 'without pairs', table: makeTable(0, 0, 0) },
    { what: 'in which all is right', table: makeTable(5, 5, 5) },
    { what: 'in which nothing is right', table: makeTable(5, 0, 0) },
  ])('is exactly 1 for a table $what', ({ table }) => {
    expect(fisherTest(table)).toBe(1);
  });

  it('agrees with counting all tables of the same margins', () => {
    fc.assert(
      fc.property(arbitraryTable(40), (table) => {
        expectNear(fisherTest(table), tail([table]), 1e-11);
      }),
    );
  });

  it('has both tails overlap in what was observed', () => {
    fc.assert(
      fc.property(arbitraryTable(40), (table) => {
        // P(B ≥ b) + P(B ≤ b) = 1 + P(B = b); as many trials on both versions make the lower tail the turned test.
        const both = fisherTest(table) + fisherTest(turnRound(table));
        expectNear(both, 1 + tail([table], 'exactly'), 1e-11);
      }),
    );
  });

  it('holds up to the largest tables: 1,000 pairs agree with whole numbers', () => {
    const table = makeTable(1000, 520, 480);
    expectNear(fisherTest(table), tail([table]), 1e-10);
  });
});
