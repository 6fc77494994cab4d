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
      expect.stringMatching(/^Passed: 4 teams held$/),
      expect.stringMatching(/^Blocked: rollback from version 3 to 1: `api-platform` regressed: 5\/6 → 4\/6/),
      'Passed: 4 teams held (1 after a re-run)',
    ]);
    expect(acts.map((act) => /The pull request has (\w+ comments?)/.exec(act)?.[1])).toEqual(
      Array(4).fill('one comment'),
    );
    expect(acts[3]).toContain('run again 4 times each on both versions.');
    expect(acts[3]).toMatch(
      /Broke: T-2105\. .* was run again 4 times on both versions: 3 of 4 right on the baseline, 3 of 4 on the candidate\. The loss is not confirmed, and forgiven: /,
    );
    expect(acts[3]).toMatch(/Looks flaky.*`T-2105` \(v3 4\/5, v4 3\/5\)/);
    expect(run.stdout.trimEnd().split('\n').at(-1)).toBe(
      'The story is true: act 1 as told, act 2 as told, act 3 as told, act 4 as told.',
    );
  });
});
