import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { addSums, NO_SUM, stratifiedSum } from '../../../src/decide/statistics/stratifiedSum.ts';
import { arbitraryTable } from '../../helpers/arbitraryTable.ts';

describe('stratifiedSum', () => {
  it('is Fisher’s hypergeometric distribution for one fixture, counted from the least that its total allows', () => {
    // Three right of 2 + 2: the baseline has one or two of them.
    const { observed, probabilities } = stratifiedSum([{ pairs: 2, baselineRight: 2, candidateRight: 1 }]);
    expect(observed).toBe(1);
    expect(probabilities).toEqual([expect.closeTo(0.5, 14), expect.closeTo(0.5, 14)]);
  });

  it('is not moved by a fixture that was always right, or never, or not scored', () => {
    const still = [
      { pairs: 3, baselineRight: 3, candidateRight: 3 },
      { pairs: 3, baselineRight: 0, candidateRight: 0 },
      { pairs: 0, baselineRight: 0, candidateRight: 0 },
    ];
    expect(stratifiedSum(still)).toEqual(NO_SUM);
  });

  it('adds up: of two sets of fixtures together it is the sum of both, and a distribution', () => {
    fc.assert(
      fc.property(
        fc.array(arbitraryTable(8), { maxLength: 5 }),
        fc.array(arbitraryTable(8), { maxLength: 5 }),
        (one, other) => {
          const together = stratifiedSum([...one, ...other]);
          const added = addSums(stratifiedSum(one), stratifiedSum(other));
          expect(added.observed).toBe(together.observed);
          expect(added.probabilities).toHaveLength(together.probabilities.length);
          for (const [index, probability] of added.probabilities.entries())
            expect(probability).toBeCloseTo(together.probabilities[index] ?? -1, 12);
          expect(added.probabilities.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 10);
          expect(added.observed).toBeLessThan(added.probabilities.length);
        },
      ),
      { numRuns: 50 },
    );
  });
});
