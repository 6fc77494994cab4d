import { describe, expect, it } from '@jest/globals';

import { testPattern } from '../../../src/evaluate/grade/testPattern.ts';

describe('testPattern', () => {
  it('searches in Unicode mode', () => {
    expect(testPattern('b.c', 'ab😀c')).toBe(true);
    expect(testPattern('^b', 'ab')).toBe(false);
  });

  it.each([
    ['^(a+)+$', `${'a'.repeat(60)}!`],
    ['^(\\w+\\s?)*$', `${'aaaa '.repeat(100_000)}!`],
    ['(x+x+)+y', 'x'.repeat(100)],
  ])('really interrupts %s', (pattern, text) => {
    const start = performance.now();
    expect(testPattern(pattern, text, 50)).toBe('timed-out');
    // Without the interrupt the first of these would run for longer than anybody waits.
    expect(performance.now() - start).toBeLessThan(5000);
  });

  it('goes on working after an interrupt', () => {
    expect(testPattern('^(a+)+$', `${'a'.repeat(60)}!`, 20)).toBe('timed-out');
    expect(testPattern('^(a+)+$', 'aaa')).toBe(true);
  });

  it('throws for what is no pattern, rather than to call it slow', () => {
    expect(() => testPattern('(', 'a')).toThrow('Unterminated group');
  });

  it('runs neither pattern nor text as code', () => {
    expect(testPattern("x'; throw 1; '", 'y')).toBe(false);
    expect(testPattern('process', 'process.exit(1)')).toBe(true);
  });
});
