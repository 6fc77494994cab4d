import { describe, expect, it } from '@jest/globals';
import { latencySchema, sampleLatency } from '../../../../emulator/managed-agents/models/sampleLatency.ts';
import { createRandom } from '../../../../emulator/managed-agents/random.ts';

/** Gives the numbers in turn, and counts how many were taken. */
function numbers(...values: number[]) {
  let taken = 0;
  const random = () => values[taken++] ?? Number.NaN;
  return { random, taken: () => taken };
}

describe('sampleLatency', () => {
  it('takes two random numbers whatever the distribution', () => {
    const lognormal = { lognormal: { median: 100, sigma: 1, max: 1000 } };
    for (const latency of [5, { uniform: [1, 2] satisfies [number, number] }, lognormal]) {
      const { random, taken } = numbers(0.5, 0.5);
      sampleLatency(latency, random);
      expect(taken()).toBe(2);
    }
  });

  it('is the number itself when fixed', () => {
    expect(sampleLatency(0, numbers(0.9, 0.9).random)).toBe(0);
    expect(sampleLatency(1800, numbers(0.1, 0.1).random)).toBe(1800);
  });

  it('spreads evenly between the bounds', () => {
    expect(sampleLatency({ uniform: [100, 300] }, numbers(0, 0).random)).toBe(100);
    expect(sampleLatency({ uniform: [100, 300] }, numbers(0.25, 0).random)).toBe(150);
    expect(sampleLatency({ uniform: [7, 7] }, numbers(0.99, 0).random)).toBe(7);
  });

  it('has the median and the spread that a lognormal asks for', () => {
    const random = createRandom('lognormal');
    const latency = { lognormal: { median: 2000, sigma: 0.5, max: 600_000 } };
    const logs = Array.from({ length: 20_000 }, () => Math.log(sampleLatency(latency, random) / 2000));
    const mean = logs.reduce((sum, value) => sum + value, 0) / logs.length;
    const deviation = Math.sqrt(logs.reduce((sum, value) => sum + (value - mean) ** 2, 0) / logs.length);
    // Four standard errors: 0.5 / √20000 ≈ 0.0035 for the mean, less for the deviation.
    expect(Math.abs(mean)).toBeLessThan(0.014);
    expect(Math.abs(deviation - 0.5)).toBeLessThan(0.01);
  });

  it('is finite and capped at the edges of the random numbers', () => {
    const latency = { lognormal: { median: 100, sigma: 5, max: 250 } };
    expect(sampleLatency(latency, numbers(0, 0).random)).toBe(100);
    expect(sampleLatency(latency, numbers(1 - 2 ** -32, 0).random)).toBe(250);
  });

  it.each([[-1], [Number.NaN], ['5'], [{ uniform: [2, 1] }], [{ lognormal: { median: 0, sigma: 1 } }], [{}]])(
    'refuses %j',
    (latency) => {
      expect(latencySchema.safeParse(latency).success).toBe(false);
    },
  );
});
