/**
 * Measures `times` times, one after the other. The first, which nobody counts, warms up what every later one finds
 * warm (the emulators, the disk's cache), so that the order of runs does not show in the numbers.
 */
export async function repeatMeasurement<T>(times: number, measure: () => Promise<T>): Promise<readonly T[]> {
  await measure();
  const results: T[] = [];
  for (let run = 0; run < times; run += 1) results.push(await measure());
  return results;
}
