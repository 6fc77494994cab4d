import { describe, expect, it } from '@jest/globals';
import { formatChange, formatMove, formatScore } from '../../src/report/formatScore.ts';

describe('formatScore', () => {
  it.each([
    [4, 5, '4/5'],
    [4.5, 6, '4.5/6'],
    [13 / 3, 5, '4.33/5'],
    [0, 0, '0/0'],
    [19, 20, '19/20'],
    [20, 21, '95.2% (20/21)'],
    [100, 100, '100% (100/100)'],
    [19_999, 20_000, '>99.9% (19999/20000)'],
    [1, 20_000, '<0.1% (1/20000)'],
    [0, 20_000, '0% (0/20000)'],
  ])('%d of %d', (right, of, text) => {
    expect(formatScore({ right, of })).toBe(text);
  });
});

describe('formatChange', () => {
  it.each([
    [4, 2, '−2'],
    [2, 4, '+2'],
    [3, 3, '0'],
    [1 / 3 + 1 / 3 + 1 / 3, 1, '0'],
    [1, 0.5, '−0.5'],
    [1, 1 - 1 / 300, '−0.003'],
    [1, 1.006, '+0.01'],
  ])('from %d to %d', (before, after, text) => {
    expect(formatChange({ right: before, of: 5 }, { right: after, of: 5 })).toBe(text);
  });
});

describe('formatMove', () => {
  it.each([
    [4, 2, '4/5 → 2/5'],
    [4.3333, 4.3301, '4.3333/5 → 4.3301/5'],
    [4, 4, '4/5 → 4/5'],
  ])('from %d to %d', (before, after, text) => {
    expect(formatMove({ right: before, of: 5 }, { right: after, of: 5 })).toBe(text);
  });
});
