import { describe, expect, it } from '@jest/globals';
import { parseRuns, parseUsd } from '../../src/config/parseCalibration.ts';

describe('parseRuns', () => {
  it.each([
    ['1', 1],
    ['5', 5],
    ['1000', 1000],
    ['0', undefined],
    ['1001', undefined],
    ['05', undefined],
    ['1e2', undefined],
    ['2.5', undefined],
    ['-1', undefined],
    ['', undefined],
  ])('%j is %j', (text, runs) => {
    expect(parseRuns(text)).toBe(runs);
  });
});

describe('parseUsd', () => {
  it.each([
    ['20', 20],
    ['0.05', 0.05],
    ['7.10', 7.1],
    ['0', undefined],
    ['0.00', undefined],
    ['$5', undefined],
    ['1e9', undefined],
    ['5,00', undefined],
    ['Infinity', undefined],
    ['', undefined],
  ])('%j is %j', (text, usd) => {
    expect(parseUsd(text)).toBe(usd);
  });
});
