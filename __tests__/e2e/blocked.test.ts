import { afterEach, describe, expect, it } from '@jest/globals';
import { createScriptModel } from '../../emulator/managed-agents/models/createScriptModel.ts';
import { closeWorlds, startWorld } from './world/startWorld.ts';
import { baseFiles, pin, pinPath, script, ticketsPath } from './world/tickets.ts';

afterEach(closeWorlds);

/** Version 2 takes billing from 2/3 to 1/3, version 3 mends all. */
const model = createScriptModel(script({ 1: { 'B-3': 'auth' }, 2: { 'B-2': 'auth', 'B-3': 'auth' }, 3: {} }));

describe('a pull request that bumps a pin', () => {
  it('is blocked where a team is worse off, and says so everywhere', async () => {
    const world = await startWorld({ model });
    const number = await world.bump(2);

    const run = await world.run(number);

    expect(run.exitCode).toBe(1);
    const [comment = ''] = world.comments(number);
    expect(world.comments(number)).toHaveLength(1);
    expect(comment.split('\n').slice(0, 3)).toEqual([
      '<!-- pin-gate -->',
      expect.stringMatching(/^<!-- pin-gate-attempts: [\w+/=]+ -->$/),
      '### ❌ Blocked: `billing` regressed: 2/3 → 1/3',
    ]);
    expect(comment).toContain('| `billing` | **2/3** | **1/3** | **−1** | ❌ regressed |');
    expect(comment).toContain('| `auth` | 2/2 | 2/2 | 0 | ✅ held |');
    expect(comment).toMatch(
      /^\| ❌ broke<br>re-run: 4\/4&nbsp;→&nbsp;0\/4 \| \[`B-2`\].*<br>About B-2\. \| `billing` \| \[`billing`\]\(\S+\/sessions\/sesn_\w+\) 5× \| \[`auth`\]\(\S+\/sessions\/sesn_\w+\) 5× \|$/m,
    );
    const base = await world.github.branchTip('main');
    expect(comment).toContain(
      `[\`${base.slice(0, 7)}\`](${world.github.serverUrl}/acme/support-agents/commit/${base})`,
    );
    // Five tickets on two versions, and the one that flipped four times more on both.
    expect(comment).toContain('5 fixtures, 18 sessions (8 of them re-runs)');
    expect(comment).toContain('- `billing` → `auth`: **2**, was 1');
    expect(comment).toContain('`auth` now gets **2** fixtures of other teams, was 1.');

    // The same in the summary, but for the marker and the record of attempts.
    expect(run.summary.split('\n').slice(0, 8)).toEqual(comment.split('\n').slice(2, 10));
    expect(run.outputs).toEqual({
      verdict: 'blocked',
      'regressed-teams': '["billing"]',
      'baseline-version': '1',
      'candidate-version': '2',
      pins: JSON.stringify([
        {
          path: pinPath,
          change: 'bumped',
          verdict: 'blocked',
          baselineVersion: 1,
          candidateVersion: 2,
          regressedTeams: ['billing'],
        },
      ]),
      report: 'pin-gate-report/report.json',
      'report-html': 'pin-gate-report/report.html',
      junit: 'pin-gate-report/junit.xml',
      'comment-url': `${world.github.serverUrl}/acme/support-agents/pull/${number}#issuecomment-${world.github.comments(number)[0]?.id}`,
    });
    const annotations = run.log.split('\n').filter((line) => /^::(?:error|warning|notice)/.test(line));
    expect(annotations).toEqual([
      `::error title=Pin Gate%3A blocked,file=${pinPath},line=3::Blocked: \`billing\` regressed: 2/3 → 1/3. billing: The candidate gets 1 of 3 right, the baseline 2. Broke: B-2. What flipped (1 fixture) was run again 4 times on both versions: 4 of 4 right on the baseline, 0 of 4 on the candidate. The loss is confirmed: if both versions were equally good on this fixture, so clear a result would come up in at most 1 of 70 runs (p = 0.014; up to 0.015 counts).`,
      `::warning title=Pin Gate%3A a fixture broke,file=${ticketsPath},line=2::B-2 of billing, "About B-2.": expected billing; v1 gave billing, v2 auth. Right when it was run again: 4/4 → 0/4.`,
    ]);
    const report: unknown = JSON.parse(await run.readFile('pin-gate-report/report.json'));
    expect(report).toMatchObject({
      change: { kind: 'pull-request', number, base, fromFork: false },
      pins: [{ state: 'evaluated', teams: [{ team: 'billing', outcome: 'regressed' }, { team: 'auth' }] }],
    });
  });

  it('says in the log what is about to run, in a group for the pin, and what it came to', async () => {
    const world = await startWorld({ model });
    const run = await world.run(await world.bump(2));

    const lines = run.log.split('\n');
    const start = lines.findIndex((line) => line.startsWith('::group::'));
    expect(lines[start]).toMatch(new RegExp(`^::group::${pinPath}: 10 sessions, about \\$0\\.0\\d+$`));
    expect(lines.indexOf('::endgroup::', start)).toBeGreaterThan(start);
    expect(run.log).toMatch(
      new RegExp(`^${pinPath}: done, 18 of 18 trials in [\\d.]+ s, 18 sessions, \\$0\\.\\d+$`, 'm'),
    );
    const about = lines.flatMap((line) =>
      line.includes('"billing"') && !line.startsWith('::') ? [line] : [],
    );
    expect(about).toEqual([
      `${pinPath}: 1 fixture of "billing" broke; to be run again 4 times each on both versions.`,
      `${pinPath}: "billing" after 4 fresh trials each: 4 of 4 right on the baseline, 0 of 4 on the candidate; regressed.`,
    ]);
  });

  it('keeps one comment and edits it with every push, until no pin changes any more', async () => {
    const world = await startWorld({ model });
    const number = await world.bump(2);
    await world.run(number);
    const [first] = world.github.comments(number);

    await world.push({ [pinPath]: pin(3) });
    const second = await world.run(number);
    expect([second.exitCode, second.outputs['verdict']]).toEqual([0, 'passed']);
    expect(second.outputs['comment-url']).toContain(`#issuecomment-${first?.id}`);
    expect(world.github.comments(number).map(({ id }) => id)).toEqual([first?.id]);
    // One ticket more may be luck: a gain is only called one once it is confirmed, like a loss.
    expect(world.comments(number)[0]).toContain('### ✅ Passed: 2 teams held');
    expect(world.comments(number)[0]).toContain('| `billing` | 2/3 | 3/3 | +1 | ✅ held |');
    expect(world.comments(number)[0]).not.toContain('Blocked');

    await world.push({ [pinPath]: pin(1), 'README.md': 'Support agents, all of them\n' });
    const third = await world.run(number);
    expect([third.exitCode, third.outputs['verdict']]).toEqual([0, 'skipped']);
    expect(world.github.comments(number).map(({ id }) => id)).toEqual([first?.id]);
    expect(world.comments(number)[0]).toContain('### ⚪ Skipped: the pull request changes no pin');
    expect(world.comments(number)[0]).toContain('was about an earlier commit of this pull request');
    expect(world.comments(number)[0]).not.toContain('Passed');
  });

  it('rolls back to what was never live under the rule in force', async () => {
    const world = await startWorld({ model, files: baseFiles(3) });
    const run = await world.run(await world.bump(1));
    expect(run.outputs['verdict']).toBe('blocked');
    expect(run.summary).toContain('Blocked: rollback from version 3 to 1: `billing` regressed: 3/3 → 2/3');
  });

  it('writes no comment with `comment: false`, and everything else', async () => {
    const world = await startWorld({ model });
    const number = await world.bump(2);
    const run = await world.run(number, { inputs: { comment: 'false' } });
    expect([run.exitCode, run.outputs['verdict'], run.outputs['comment-url']]).toEqual([1, 'blocked', '']);
    expect(world.comments(number)).toEqual([]);
    expect(run.summary).toContain('❌ Blocked');
  });

  it('pins every session to the exact version, labels it and archives it', async () => {
    const world = await startWorld({ model });
    await world.run(await world.bump(2), { runId: 4711 });

    const sessions = world.agents.sessions();
    const seen = sessions.map(({ version, metadata }) => `${version} ${metadata['pin-gate-fixture']}`);
    const ids = ['A-1', 'A-2', 'B-1', ...Array<string>(5).fill('B-2'), 'B-3'];
    expect(seen.toSorted()).toEqual([1, 2].flatMap((version) => ids.map((id) => `${version} ${id}`)));
    expect(sessions.every(({ archived }) => archived)).toBe(true);
    const trialsOf = (version: number) =>
      sessions
        .filter((one) => one.version === version && one.metadata['pin-gate-fixture'] === 'B-2')
        .map(({ metadata }) => metadata['pin-gate-trial']);
    for (const version of [1, 2]) {
      expect(trialsOf(version).toSorted()).toEqual(['0', 'fresh-0', 'fresh-1', 'fresh-2', 'fresh-3']);
    }
    expect(sessions[0]?.metadata).toMatchObject({
      'pin-gate-run': '4711-1',
      'pin-gate-pin': pinPath,
      'pin-gate-version': String(sessions[0]?.version),
      'pin-gate-trial': '0',
    });
    expect(world.agents.requests().byRoute['POST /v1/environments']).toBe(1);
  });

  it('runs every fixture as often as the policy says, and scores its share of right trials', async () => {
    const odd = createScriptModel(script({ 2: { 'B-1': { reply: { team: 'auth' } } } }));
    const world = await startWorld({ model: odd });
    await world.github.commit({
      branch: 'main',
      files: { 'prompts/triage/gate.yml': 'fixtures: tickets.jsonl\npolicy:\n  trials: 3\n' },
    });
    const run = await world.run(await world.bump(2));
    expect(run.outputs['verdict']).toBe('blocked');
    expect(run.summary).toContain('| `billing` | **3/3** | **2/3** | **−1** | ❌ regressed |');
    expect(world.agents.sessions()).toHaveLength(30 + 8);
  });
});
