import { describe, expect, it } from '@jest/globals';
import { formatCount, formatDuration, formatMoney } from '../../src/report/formatEffort.ts';

describe('formatDuration', () => {
  it.each([
    [0, '0 ms'],
    [999, '999 ms'],
    [1_000, '1.0 s'],
    [9_949, '9.9 s'],
    [9_950, '10 s'],
    [59_499, '59 s'],
    [59_500, '1 min'],
    [185_000, '3 min 5 s'],
    [3_599_600, '1 h'],
    [3_720_000, '1 h 2 min'],
  ])('%i ms', (ms, text) => {
    expect(formatDuration(ms)).toBe(text);
  });
});

describe('formatMoney', () => {
  it.each([
    [0, '$0'],
    [0.0000001, '<$0.000001'],
    [0.00123, '$0.0012'],
    [0.0099, '$0.0099'],
    [0.01, '$0.01'],
    [12.345, '$12.35'],
  ])('%d USD', (usd, text) => {
    expect(formatMoney(usd)).toBe(text);
  });
});

describe('formatCount', () => {
  it('knows one from many', () => {
    expect([0, 1, 20_000].map((count) => formatCount(count, 'fixture'))).toEqual([
      '0 fixtures',
      '1 fixture',
      '20,000 fixtures',
    ]);
  });
});
