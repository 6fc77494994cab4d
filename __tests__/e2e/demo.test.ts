import { describe, expect, it } from '@jest/globals';
import { startCli } from './world/runCli.ts';

describe('pin-gate demo', () => {
  it('tells the life of a version as it is, without a key and in less than a minute', async () => {
    const started = performance.now();
    const run = await startCli(['demo']).done;
    expect([run.exitCode, run.stderr]).toEqual([0, '']);
    expect(performance.now() - started).toBeLessThan(60_000);

    const acts = run.stdout.split(/^━━ /m).slice(1);
    const [setUp = '', overBroad = '', narrow = '', committed = '', flaky = '', back = ''] = acts;
    expect(acts.map((act) => /^ {2}┃ ### (.*)/m.exec(act)?.[1])).toEqual([
      undefined,
      '❌ Blocked: `billing` regressed: 4/5 → 2/5',
      '📝 Evaluated and good: write 3 into the pin (4 teams held)',
      '✅ Passed: version 3 is what run 2 evaluated as a draft: same configuration, same fixtures, same policy',
      '✅ Passed: 4 teams held (1 after a re-run)',
      '✅ Passed: rollback from version 4 to 3, without an evaluation',
    ]);
    expect(acts.map((act) => /The pull request has (\w+ comments?)/.exec(act)?.[1])).toEqual([
      undefined,
      ...Array(5).fill('one comment'),
    ]);
    expect(acts.map((act) => /📌 (.*)/.exec(act)?.[1])).toEqual([
      ...Array(3).fill(undefined),
      'Promoted: `prompts/ticket-triage` now runs version 3 (was 1)',
      'Promoted: `prompts/ticket-triage` now runs version 4 (was 3)',
      'Rolled back: `prompts/ticket-triage` now runs version 3 (was 4)',
    ]);

    expect(setUp).toMatch(/\$ pin-gate init --yes .*--csv tickets\.csv/);
    expect(setUp).toMatch(/Made: agent agent_\w+, version 1$/m);
    expect(setUp).toContain('23 fixtures from the CSV');
    expect(overBroad).toMatch(/· \+version: next$/m);
    expect(overBroad).toContain('Version 2 had to be made to be tried');
    expect(narrow).toContain('candidate: draft over version 2');
    expect(narrow).toMatch(/┃ ```suggestion\n {2}┃ version: 3$/m);
    expect(committed).toMatch(/took \d\.\d s and no session/);
    expect(flaky).toContain('to be run again 4 times each on both');
    expect(flaky).toMatch(/Looks flaky.*`T-2105` \(v3 4\/5, v4 3\/5\)/);
    expect(flaky.replace(/\n {2}┃ /g, ' ')).toContain('The loss is not confirmed, and forgiven: ');
    expect(back).toMatch(/\$ pin-gate rollback prompts\/ticket-triage\/pinned-version\.yml --reason "/);
    expect(back).toMatch(/green check it took \d\.\d s, and no session/);
    // What `history` tells: what production read, newest first, and a version that nobody may miss.
    const past = [...back.matchAll(/│ +(\d) │ (rolled back|promoted|first) /g)];
    expect(past.map(([, version, how]) => `${version} ${how}`)).toEqual([
      '3 rolled back',
      '4 promoted',
      '3 promoted',
      '1 first',
    ]);
    expect(back).toMatch(/│ +2 │ [-\d]+ [\d:]+ UTC │ never +│/);
    expect(run.stdout.trimEnd().split('\n').at(-1)).toBe(
      `The story is true: ${[1, 2, 3, 4, 5, 6].map((act) => `act ${act} as told`).join(', ')}.`,
    );
  }, 90_000);
});
