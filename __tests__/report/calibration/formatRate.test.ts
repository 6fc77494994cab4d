import { describe, expect, it } from '@jest/globals';
import { formatInterval, formatRate } from '../../../src/report/calibration/formatRate.ts';

describe('formatRate', () => {
  it.each([
    [0, '0%'],
    [0.0004, '<0.1%'],
    [0.001, '0.1%'],
    [0.007, '0.7%'],
    [0.05, '5%'],
    [0.0994, '9.9%'],
    [0.0996, '10%'],
    [0.52182, '52%'],
    [0.97, '97%'],
    [0.994, '99.4%'],
    [0.9995, '>99.9%'],
    [1, '100%'],
  ])('%d is %s: never rounded to all or nothing', (rate, text) => {
    expect(formatRate(rate)).toBe(text);
  });

  it('gives an interval one sign', () => {
    expect(formatInterval({ low: 0, high: 0.52 })).toBe('0–52%');
    expect(formatInterval({ low: 0.0004, high: 1 })).toBe('<0.1–100%');
  });
});
