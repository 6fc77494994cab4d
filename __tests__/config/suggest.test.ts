import { describe, expect, it } from '@jest/globals';
import { findNearest, suggest } from '../../src/config/suggest.ts';

describe('findNearest', () => {
  const known = ['id', 'team', 'group-by', 'concurrency'];

  it.each([
    ['taem', 'team'],
    ['teams', 'team'],
    ['groupBy', 'group-by'],
    ['GROUP_BY', 'group-by'],
    ['concurency', 'concurrency'],
    ['concurent', 'concurrency'],
    ['ids', 'id'],
    ['xy', undefined],
    ['text', undefined],
    ['', undefined],
    ['constructor', undefined],
    [`team${'x'.repeat(1000)}`, undefined],
  ])('takes %j for a slip of %j', (name, nearest) => {
    expect(findNearest(name, known)).toBe(nearest);
  });
});

describe('suggest', () => {
  it.each([
    [['team'], 'did you mean `team`?'],
    [['a', 'b'], 'the fields are `a`, `b`.'],
    [[], 'there are no fields.'],
    [
      Array.from({ length: 21 }, (_, index) => `f${index}`),
      `the fields are ${Array.from({ length: 20 }, (_, index) => `\`f${index}\``).join(', ')}, and 1 more.`,
    ],
  ])('among %j', (known, sentence) => {
    expect(suggest('teem', known, 'fields')).toBe(sentence);
  });
});
