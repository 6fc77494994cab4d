import { z } from 'zod';

const milliseconds = z.number().min(0).max(86_400_000);

/**
 * How long a turn takes, in milliseconds: always the same, uniform between two bounds, or lognormal (how
 * model latencies are spread: many near the median, a few far above) with its median, the standard deviation
 * of its logarithm and a cap.
 */
export const latencySchema = z.union(
  [
    milliseconds,
    z.strictObject({
      uniform: z
        .tuple([milliseconds, milliseconds])
        .refine(([low, high]) => low <= high, 'expected the lower bound first'),
    }),
    z.strictObject({
      lognormal: z.strictObject({
        median: milliseconds.gt(0),
        sigma: z.number().min(0).max(5),
        max: milliseconds.default(600_000),
      }),
    }),
  ],
  'expected milliseconds, { uniform: [low, high] } or { lognormal: { median, sigma, max } }',
);

export type Latency = z.infer<typeof latencySchema>;

/**
 * Draws a latency in milliseconds. It always takes two numbers from `random` (in [0, 1)), so that a change
 * of the distribution leaves everything drawn after it as it was.
 */
export function sampleLatency(latency: Latency, random: () => number): number {
  const [first, second] = [random(), random()];
  if (typeof latency === 'number') return latency;
  if ('uniform' in latency) {
    const [low, high] = latency.uniform;
    return low + first * (high - low);
  }
  const { median, sigma, max } = latency.lognormal;
  // Box–Muller; 1 − first is in (0, 1], so that the logarithm is finite.
  const normal = Math.sqrt(-2 * Math.log(1 - first)) * Math.cos(2 * Math.PI * second);
  return Math.min(max, median * Math.exp(sigma * normal));
}
