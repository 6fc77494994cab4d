import { spawnSync } from 'node:child_process';
import { describe, expect, it } from '@jest/globals';

const module = new URL('../../src/adapters/keepHeapSmall.ts', import.meta.url).href;

/** Megabytes of young generation in a process that keeps much of what it makes for a while, as trials do. */
function youngGeneration(prepare: string): number {
  const script = `
    import { getHeapSpaceStatistics } from 'node:v8';
    ${prepare}
    const kept = [];
    for (let i = 0; i < 3_000_000; i += 1) {
      kept[i % 100_000] = { i, text: String(i) };
    }
    const space = getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space');
    console.log(space.space_size / 2 ** 20);
  `;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  return Number(stdout);
}

describe('keepHeapSmall', () => {
  it('stops the young generation from growing, which it does otherwise', () => {
    expect(youngGeneration('')).toBeGreaterThanOrEqual(16);
    const small = youngGeneration(
      `import { keepHeapSmall } from ${JSON.stringify(module)}; keepHeapSmall();`,
    );
    expect(small).toBeGreaterThan(0);
    expect(small).toBeLessThanOrEqual(4);
  });
});
