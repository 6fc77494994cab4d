import { afterEach, describe, expect, it } from '@jest/globals';
import { createScriptModel } from '../../emulator/managed-agents/models/createScriptModel.ts';
import { closeWorlds, startWorld, type World } from './world/startWorld.ts';
import {
  gate,
  gatePath,
  jsonLines,
  pin,
  pinPath,
  script,
  ticket,
  tickets,
  ticketsPath,
} from './world/tickets.ts';

afterEach(closeWorlds);

const bad = createScriptModel(script({ 2: { 'B-1': 'auth' }, 3: { 'B-1': 'auth' } }));
const good = createScriptModel(script({}));

/** A world whose model has moods: what it answers from now on is `use`'s to say. Starts badly. */
async function startMoodyWorld() {
  let mood = bad;
  const world = await startWorld({ model: { answer: (turn) => mood.answer(turn) } });
  const use = (next: typeof mood) => {
    mood = next;
  };
  return { world, use };
}

/** The paragraph about earlier attempts in the pull request's last comment. */
function attemptsOf(world: World, number: number): string | undefined {
  return world
    .comments(number)
    .at(-1)
    ?.split('\n')
    .find((line) => line.includes('Attempt '));
}

const listings = (world: World) =>
  world.github.requests()['GET /repos/{owner}/{repo}/issues/{issue_number}/comments'] ?? 0;

describe('who runs the check again until it is green', () => {
  it('is seen: the comment, the summary and the report tell of the attempts before', async () => {
    const { world, use } = await startMoodyWorld();
    const number = await world.bump(2);
    const first = await world.run(number);
    expect([first.outputs['verdict'], attemptsOf(world, number)]).toEqual(['blocked', undefined]);
    const before = listings(world);

    use(good);
    const second = await world.run(number);

    expect([second.exitCode, second.outputs['verdict']]).toEqual([0, 'passed']);
    expect(world.comments(number)).toHaveLength(1);
    const address = `${world.github.serverUrl}/acme/support-agents/actions/runs/1/attempts/1`;
    expect(attemptsOf(world, number)).toMatch(
      /^⚠️ \*\*Attempt 2 on the same versions and fixtures: blocked once before, passed now\.\*\* Nothing that was compared has changed, so look at those runs before you rely on this one\. Before: ❌ blocked \(\[\d{4}-\d\d-\d\d \d\d:\d\d UTC\]\(\S+\)\)\.$/,
    );
    expect(attemptsOf(world, number)).toContain(`UTC](${address})`);
    expect(second.summary).toContain(attemptsOf(world, number));
    const report: unknown = JSON.parse(await second.readFile('pin-gate-report/report.json'));
    expect(report).toMatchObject({
      pins: [
        {
          earlierAttempts: {
            ...{ passed: 0, blocked: 1, error: 0 },
            recent: [{ runId: 1, runAttempt: 1, url: address, verdict: 'blocked', otherPolicy: false }],
          },
        },
      ],
    });
    // Once for what drafts may have left, before anything is evaluated, and once to write the comment.
    expect(listings(world)).toBe(before + 2);
  });

  it('is seen when jobs are run again, which keep the run’s number', async () => {
    const { world, use } = await startMoodyWorld();
    const number = await world.bump(2);
    await world.run(number, { runId: 7 });
    await world.run(number, { runId: 7, env: { GITHUB_RUN_ATTEMPT: '2' } });
    expect(attemptsOf(world, number)).toContain('ℹ️ Attempt 2 on');
    use(good);
    await world.run(number, { runId: 7, env: { GITHUB_RUN_ATTEMPT: '3' } });
    expect(attemptsOf(world, number)).toContain(
      '⚠️ **Attempt 3 on the same versions and fixtures: blocked twice',
    );
    expect(attemptsOf(world, number)).toMatch(/runs\/7\/attempts\/1\)\), .*runs\/7\/attempts\/2\)\)\.$/);
  });

  it('is seen through pushes of other versions, and of none', async () => {
    const { world, use } = await startMoodyWorld();
    const number = await world.bump(2);
    await world.run(number);
    await world.push({ [pinPath]: pin(3) });
    await world.run(number);
    expect(attemptsOf(world, number)).toBeUndefined();
    await world.push({ [pinPath]: pin(1) });
    const skipped = await world.run(number);
    expect([skipped.outputs['verdict'], attemptsOf(world, number)]).toEqual(['skipped', undefined]);

    use(good);
    await world.push({ [pinPath]: pin(2) });
    await world.run(number);
    expect(attemptsOf(world, number)).toContain('⚠️ **Attempt 2 on');
    await world.push({ [pinPath]: pin(3) });
    await world.run(number);
    expect(attemptsOf(world, number)).toContain('⚠️ **Attempt 2 on');
    await world.push({ [pinPath]: pin(2) });
    await world.run(number);
    expect(attemptsOf(world, number)).toMatch(/⚠️ \*\*Attempt 3 on.* Before: ❌ blocked .*, ✅ passed .*/);
  });

  it('is seen when a run breaks off for the money’s sake', async () => {
    const { world, use } = await startMoodyWorld();
    const number = await world.bump(2);
    await world.push({ [gatePath]: gate('limits:\n  max-cost-usd: 0.1\n  concurrency: 2\n') }, 'main');
    use(createScriptModel({ ...script({}), defaults: { latencyMs: 5, outputTokens: 20_000 } }));
    const run = await world.run(number);
    expect([run.outputs['verdict'], attemptsOf(world, number)]).toEqual(['error', undefined]);
    use(good);
    await world.run(number);
    expect(attemptsOf(world, number)).toMatch(/^ℹ️ Attempt 2 on .* Before: ⚠️ could not be evaluated \(/);
  });

  it('is seen through an easier policy, which the comment mentions', async () => {
    const { world } = await startMoodyWorld();
    const number = await world.bump(2);
    await world.run(number);
    await world.push(
      { [gatePath]: gate('group-by: team\npolicy:\n  on-inconclusive: pass\n  alpha: 0.0001\n') },
      'main',
    );
    await world.run(number);
    expect(attemptsOf(world, number)).toMatch(/Attempt 2 on.*, by another policy\)\.$/);
  });
});

describe('the count starts anew', () => {
  it('when the base branch’s fixtures are others', async () => {
    const { world, use } = await startMoodyWorld();
    const number = await world.bump(2);
    await world.run(number);
    await world.push(
      { [ticketsPath]: jsonLines([...tickets.slice(0, 4), ticket('A-2', 'auth', { body: '?' })]) },
      'main',
    );
    use(good);
    const run = await world.run(number);
    expect([run.outputs['verdict'], attemptsOf(world, number)]).toEqual(['passed', undefined]);
  });

  it('in another pull request, and no comment of a person’s hand counts there', async () => {
    const { world } = await startMoodyWorld();
    const first = await world.bump(2);
    await world.run(first);
    const [genuine = ''] = world.comments(first);
    expect(genuine).toContain('<!-- pin-gate-attempts: ');

    const second = await world.propose({ [pinPath]: pin(2) }, 'again');
    const forged = world.github.comment(second, genuine, 'mallory');
    const run = await world.run(second);
    expect([run.outputs['verdict'], attemptsOf(world, second)]).toEqual(['blocked', undefined]);
    expect(world.github.comments(second)[0]).toEqual(forged);
    expect(run.summary).not.toContain('Attempt');
  });

  it('when somebody broke the record, with a warning', async () => {
    const { world } = await startMoodyWorld();
    const number = await world.bump(2);
    world.github.comment(number, '<!-- pin-gate -->\n<!-- pin-gate-attempts: e30= -->\n### ✅ Passed\n');
    const run = await world.run(number);
    expect(run.outputs['verdict']).toBe('blocked');
    expect(world.comments(number)).toHaveLength(1);
    for (const text of [...world.comments(number), run.summary, run.log]) {
      expect(text).toContain('is not as Pin Gate writes it and is ignored: attempts count from one again.');
    }
    await world.run(number);
    expect(attemptsOf(world, number)).toContain('ℹ️ Attempt 2 on');
  });
});
