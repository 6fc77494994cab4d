import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { formatChance, formatP } from '../../../src/decide/sentences/formatChance.ts';

describe('formatChance', () => {
  it.each([
    [1, 'in up to 100% of runs'],
    [0.143, 'in up to 15% of runs'],
    [0.095, 'in up to 10% of runs'],
    [0.0949, 'in at most 1 of 10 runs'],
    [0.05, 'in at most 1 of 20 runs'],
    [1 / 70, 'in at most 1 of 70 runs'],
    [1 / 4_999, 'in at most 1 of 4,900 runs'],
    [1 / 1_100_000, 'in less than 1 of a million runs'],
    [Number.MIN_VALUE, 'in less than 1 of a million runs'],
  ])('%d: %s', (p, text) => {
    expect(formatChance(p)).toBe(text);
  });

  it('never promises more than was found', () => {
    fc.assert(
      fc.property(fc.double({ min: 1e-6, max: 1, noNaN: true }), (p) => {
        const percent = /^in up to (\d+)% of runs$/.exec(formatChance(p))?.[1];
        const runs = /^in at most 1 of ([\d,]+) runs$/.exec(formatChance(p))?.[1]?.replaceAll(',', '');
        const promised = percent === undefined ? 1 / Number(runs) : Number(percent) / 100;
        expect(promised).toBeGreaterThanOrEqual(p * (1 - 1e-9));
      }),
    );
  });
});

describe('formatP', () => {
  it.each([
    [0.0142857, '0.014'],
    [0.5, '0.5'],
    [1, '1'],
    [0.000001, '0.000001'],
    [0.00000099, 'under 0.000001'],
  ])('%d: %s', (p, text) => {
    expect(formatP(p)).toBe(text);
  });
});
