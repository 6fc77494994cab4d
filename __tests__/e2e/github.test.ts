import { afterEach, describe, expect, it } from '@jest/globals';
import { createScriptModel } from '../../emulator/managed-agents/models/createScriptModel.ts';
import { closeWorlds, startWorld } from './world/startWorld.ts';
import { baseFiles, gate, jsonLines, pin, pinPath, script, tickets } from './world/tickets.ts';

afterEach(closeWorlds);

const model = createScriptModel(script({ 2: { 'B-1': 'auth' } }));

describe('GitHub', () => {
  it('may be an Enterprise Server, with its API below /api/v3', async () => {
    const world = await startWorld({ model, github: { layout: 'enterprise' } });
    expect(world.github.url).toMatch(/\/api\/v3$/);
    const number = await world.bump(2);
    const first = await world.run(number);
    expect([first.exitCode, first.outputs['verdict']]).toEqual([1, 'blocked']);
    expect(first.outputs['comment-url']).toMatch(new RegExp(`^${world.github.serverUrl}/acme/`));
    expect(world.comments(number)[0]).not.toContain('https://github.com');

    // Whose comment it is takes GraphQL, which is elsewhere there.
    await world.push({ [pinPath]: pin(3) });
    await world.run(number);
    expect(world.comments(number)).toHaveLength(1);
    expect(world.comments(number)[0]).toContain('Passed');
  });

  it('has its comment found on a later page, whoever else writes a marker', async () => {
    const world = await startWorld({ model });
    const number = await world.bump(2);
    const fake = world.github.comment(number, '<!-- pin-gate -->\n### ✅ Passed, says mallory\n', 'mallory');
    for (let index = 0; index < 110; index += 1) world.github.comment(number, `Remark ${index}`, 'ana');
    await world.run(number);
    const [own] = world.github.comments(number).slice(-1);
    expect(own?.body).toContain('Blocked');
    world.github.comment(number, 'One more', 'ana');

    await world.push({ [pinPath]: pin(3) });
    const second = await world.run(number);

    const comments = world.github.comments(number);
    expect(comments).toHaveLength(113);
    expect(comments.find(({ id }) => id === fake.id)).toEqual(fake);
    expect(comments.find(({ id }) => id === own?.id)?.body).toContain('Passed: 2 teams held');
    expect(second.outputs['comment-url']).toContain(`#issuecomment-${own?.id}`);
  });

  it('spreads two hundred and one files over several pages, with the pin on the last', async () => {
    const world = await startWorld({ model });
    const files = Object.fromEntries(
      Array.from({ length: 200 }, (_, index) => [`a/${String(index).padStart(4, '0')}.md`, `${index}\n`]),
    );
    const run = await world.run(await world.propose({ ...files, [pinPath]: pin(2) }));
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'blocked']);
    expect(world.github.requests()['GET /repos/{owner}/{repo}/pulls/{pull_number}/files']).toBe(3);
  });

  it('lists no more than 3,000 files: an error, never a silent "nothing changed"', async () => {
    const world = await startWorld({ model });
    const files = Object.fromEntries(
      Array.from({ length: 3000 }, (_, index) => [`a/${String(index).padStart(4, '0')}.md`, `${index}\n`]),
    );
    const run = await world.run(await world.propose({ ...files, [pinPath]: pin(2) }));
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(run.log).toContain(
      'This pull request changes 3001 files and GitHub lists no more than 3000 of them, so a changed pin could go unseen. Split the pull request: put the pins into one of their own.',
    );
  });

  it('and then the comment does not go on saying what an earlier commit was worth', async () => {
    const world = await startWorld({ model });
    const number = await world.bump(3);
    await world.run(number);
    expect(world.comments(number)[0]).toContain('Passed');
    await world.push(
      Object.fromEntries(Array.from({ length: 3000 }, (_, index) => [`a/${index}.md`, `${index}\n`])),
    );
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(world.comments(number)).toHaveLength(1);
    expect(world.comments(number)[0]).toContain('Could not evaluate: This pull request changes 3001 files');
    expect(world.comments(number)[0]).not.toContain('Passed');
  });

  it('may list fewer files than it announces: an error as well', async () => {
    const world = await startWorld({ model, github: { limits: { pullRequestFiles: 2 } } });
    const files = Object.fromEntries(['a', 'b', 'c'].map((name) => [`a/${name}.md`, name]));
    const run = await world.run(await world.propose({ ...files, [pinPath]: pin(2) }));
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(run.log).toContain('so a changed pin could go unseen');
  });

  it('may fail for a moment, or limit the rate, and is asked again', async () => {
    const world = await startWorld({ model });
    world.github.injectFault({ path: '/pulls/1$', answer: { kind: 'status', status: 502 } });
    world.github.injectFault({ path: '/contents/', answer: { kind: 'dropped' } });
    world.github.injectFault({
      path: '/git/ref',
      answer: { kind: 'secondary-rate-limit', retryAfterSeconds: 1 },
    });
    const run = await world.run(await world.bump(2));
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'blocked']);
  });

  it('may refuse the comment altogether: a warning, and the verdict stands', async () => {
    const world = await startWorld({ model });
    const refusal = { kind: 'status', status: 422, message: 'Validation Failed' } as const;
    world.github.injectFault({ method: 'POST', path: '/comments', answer: refusal, times: 10 });
    const blocked = await world.run(await world.bump(2));
    expect([blocked.exitCode, blocked.outputs['verdict']]).toEqual([1, 'blocked']);
    expect(blocked.log).toContain('::warning title=Pin Gate::The comment could not be written');
    const passed = await world.run(await world.propose({ [pinPath]: pin(3) }, 'good'));
    expect([passed.exitCode, passed.outputs['verdict']]).toEqual([0, 'passed']);
    expect(passed.summary).toContain('The comment could not be written');
  });

  it('has pins at the root and in folders with any name', async () => {
    const odd = 'prompts/ü [draft] #1 {x}/(copy)';
    const files = {
      ...baseFiles(),
      'pinned-version.yml': pin(1),
      'gate.yml': gate(),
      'tickets.jsonl': jsonLines(tickets),
      [`${odd}/pinned-version.yml`]: pin(1),
      [`${odd}/gate.yml`]: gate(),
      [`${odd}/tickets.jsonl`]: jsonLines(tickets),
    };
    const world = await startWorld({ model, files });
    const run = await world.run(
      await world.propose({ 'pinned-version.yml': pin(2), [`${odd}/pinned-version.yml`]: pin(2) }),
    );
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'blocked']);
    expect(JSON.parse(run.outputs['pins'] ?? '')).toMatchObject([
      { path: 'pinned-version.yml', verdict: 'blocked' },
      { path: `${odd}/pinned-version.yml`, verdict: 'blocked' },
    ]);
  });
});
