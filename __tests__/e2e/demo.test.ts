import { describe, expect, it } from '@jest/globals';
import { startCli } from './world/runCli.ts';

describe('pin-gate demo', () => {
  it('comes out as the story tells, without a key and well under half a minute', async () => {
    const started = performance.now();
    const run = await startCli(['demo']).done;
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
    expect(performance.now() - started).toBeLessThan(30_000);

    const acts = run.stdout.split(/^━━ /m).slice(1);
    expect(acts.map((act) => /(Blocked|Passed): .*/.exec(act)?.[0])).toEqual([
      expect.stringMatching(/^Blocked: `billing` regressed: 4\/5 → 2\/5/),
      expect.stringMatching(/^Passed: /),
      expect.stringMatching(/^Blocked: rollback from version 3 to 1: /),
    ]);
    expect(acts.map((act) => /The pull request has (\w+ comments?)/.exec(act)?.[1])).toEqual(
      Array(3).fill('one comment'),
    );
    expect(run.stdout.trimEnd().split('\n').at(-1)).toBe(
      'The story is true: act 1 as told, act 2 as told, act 3 as told.',
    );
  });
});
