import { describe, expect, it } from '@jest/globals';
import { drawHistogram } from '../../../src/report/html/drawHistogram.ts';
import { chooseReplyLimit } from '../../../src/report/html/fixtures/chooseReplyLimit.ts';
import { formatProbability } from '../../../src/report/html/formatProbability.ts';

describe('chooseReplyLimit', () => {
  it.each([
    ['nothing', [], 10_000],
    ['what just has room', Array.from({ length: 1_200 }, () => 10_000), 10_000],
    ['what just has not', Array.from({ length: 1_201 }, () => 10_000), 3_000],
    ['long replies, cut', Array.from({ length: 1_200 }, () => 1_000_000), 10_000],
    ['many replies', Array.from({ length: 40_000 }, () => 500), 300],
  ])('%s', (_, lengths, expected) => {
    expect(chooseReplyLimit(lengths)).toBe(expected);
  });
});

describe('formatProbability', () => {
  it.each([
    [0.3125, '0.31'],
    [0.002, '0.002'],
    [1, '1'],
    [0.000_000_01, '<0.000001'],
  ])('%d', (p, expected) => {
    expect(formatProbability(p)).toBe(expected);
  });
});

describe('drawHistogram', () => {
  const draw = (baseline: readonly number[], candidate: readonly number[]) =>
    drawHistogram(
      'Latency',
      [
        { name: 'Baseline v1', side: 'baseline', values: baseline },
        { name: 'Candidate v2', side: 'candidate', values: candidate },
      ],
      (value) => `${Math.round(value)} ms`,
    ).source;

  it('says in words what it shows', () => {
    expect(draw([1, 2, 3], [])).toContain(
      'aria-label="Latency. Baseline v1: median 2 ms, 95% within 3 ms; Candidate v2: nothing measured"',
    );
  });

  it.each([
    ['nothing', [], []],
    ['zeros', [0, 0], [0]],
    ['one far away', [...Array.from({ length: 200 }, () => 10), 1_000_000], [10]],
  ])('draws only numbers: %s', (_, baseline, candidate) => {
    expect(draw(baseline, candidate)).not.toMatch(/NaN|Infinity|undefined/);
  });
});
