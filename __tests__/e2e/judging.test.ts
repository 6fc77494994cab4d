import { afterEach, describe, expect, it } from '@jest/globals';
import { createScriptModel } from '../../emulator/managed-agents/models/createScriptModel.ts';
import { closeWorlds, startWorld } from './world/startWorld.ts';
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

/** Version 2 sends B-1 to auth: billing falls from 3/3 to 2/3. */
const model = createScriptModel(script({ 2: { 'B-1': 'auth' } }));

describe('a pull request cannot change what judges it', () => {
  it.each([
    ['grades nothing that broke', { [gatePath]: gate('expect:\n  id: exact\ngroup-by: team\n') }],
    ['grades by a looser matcher', { [gatePath]: gate('expect:\n  team: contains\n') }],
    ['groups all teams into one', { [gatePath]: gate('group-by: subject\n') }],
    ['deletes the fixture that broke', { [ticketsPath]: jsonLines(tickets.slice(1)) }],
    [
      'relabels the fixture that broke',
      { [ticketsPath]: jsonLines(tickets.map((one) => (one.id === 'B-1' ? { ...one, team: 'auth' } : one))) },
    ],
    [
      'names other fixtures',
      { [gatePath]: gate('', 'easy.jsonl'), 'prompts/triage/easy.jsonl': jsonLines(tickets.slice(1)) },
    ],
  ])('that %s', async (_, files) => {
    const world = await startWorld({ model });
    const base = await world.github.branchTip('main');
    const number = await world.propose({ [pinPath]: pin(2), ...files });

    const run = await world.run(number);

    expect([run.exitCode, run.outputs['verdict'], run.outputs['regressed-teams']]).toEqual([
      1,
      'blocked',
      '["billing"]',
    ]);
    const report: unknown = JSON.parse(await run.readFile('pin-gate-report/report.json'));
    expect(report).toMatchObject({
      pins: [
        {
          policy: { path: gatePath, commit: base, from: 'base' },
          teams: [
            { team: 'billing', baseline: { right: 3, of: 3 }, candidate: { right: 2, of: 3 } },
            { team: 'auth' },
          ],
        },
      ],
    });
  });

  it('and a stricter policy of its own does not block it either', async () => {
    const world = await startWorld({ model: createScriptModel(script({})) });
    const strict = gate('policy:\n  min-score: { billing: 1 }\n  trials: 5\n');
    const run = await world.run(await world.propose({ [pinPath]: pin(2), [gatePath]: strict }));
    expect(run.outputs['verdict']).toBe('passed');
    expect(world.agents.sessions()).toHaveLength(10);
  });

  it('but what it does to the fixtures is shown, and those it adds are run for information', async () => {
    const added = ticket('B-9', 'billing');
    const all = [...tickets, added];
    const world = await startWorld({ model: createScriptModel(script({ 2: { 'B-9': 'auth' } }, all)) });
    const head = [...tickets.filter(({ id }) => id !== 'A-2'), added].map((one) =>
      one.id === 'B-2' ? { ...one, body: 'Another text.' } : one,
    );
    const number = await world.propose({ [pinPath]: pin(2), [ticketsPath]: jsonLines(head) });

    const run = await world.run(number);

    expect([run.exitCode, run.outputs['verdict']]).toEqual([0, 'passed']);
    const report: unknown = JSON.parse(await run.readFile('pin-gate-report/report.json'));
    expect(report).toMatchObject({
      pins: [
        {
          fixtureChanges: { added: ['B-9'], removed: ['A-2'], edited: ['B-2'] },
          teams: [
            { team: 'auth', candidate: { right: 2, of: 2 } },
            { team: 'billing', candidate: { right: 3, of: 3 } },
          ],
          informational: [
            { id: 'B-9', trials: { baseline: [{ grade: 'right' }], candidate: [{ grade: 'wrong' }] } },
          ],
        },
      ],
    });
    expect(world.agents.sessions()).toHaveLength(12);
    const [comment = ''] = world.comments(number);
    for (const id of ['B-9', 'A-2', 'B-2']) expect(comment).toContain(id);
    expect(comment).toContain('no part of the verdict');
  });

  it('and fixtures that it breaks fail the check, though those of the base are whole', async () => {
    const world = await startWorld({ model: createScriptModel(script({})) });
    const { team: _, ...unlabelled } = ticket('B-9', 'billing');
    const broken = jsonLines([...tickets, unlabelled]);
    const run = await world.run(await world.propose({ [pinPath]: pin(2), [ticketsPath]: broken }));
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(run.log).toMatch(new RegExp(`^::error .*file=${ticketsPath},line=6::.*\`team\``, 'm'));
    expect(world.agents.sessions()).toEqual([]);
  });
});

describe('a team', () => {
  it('in which the baseline gets nothing right is shown as unprotected', async () => {
    const world = await startWorld({
      model: createScriptModel(
        script({ 1: { 'A-1': 'billing', 'A-2': 'billing' }, 2: { 'A-1': 'x', 'A-2': 'x' } }),
      ),
    });
    const run = await world.run(await world.bump(2));
    expect(run.outputs['verdict']).toBe('passed');
    expect(run.summary).toContain('`auth` unprotected, as the baseline gets nothing right there');
  });

  it('may fall below its floor and block, though it regressed from nothing', async () => {
    const world = await startWorld({
      model: createScriptModel(script({ 1: { 'B-1': 'auth' }, 2: { 'B-1': 'auth' } })),
    });
    const floor = gate('policy:\n  min-score: { billing: 0.8 }\n');
    await world.github.commit({ branch: 'main', files: { [gatePath]: floor } });
    const run = await world.run(await world.bump(2));
    expect([run.exitCode, run.outputs['verdict'], run.outputs['regressed-teams']]).toEqual([
      1,
      'blocked',
      '[]',
    ]);
    expect(run.summary).toContain('Blocked: `billing` is below its floor: 2/3');
  });

  it('that is protected by nothing at all is an error, and quotes a reply', async () => {
    const prose = Object.fromEntries(tickets.map(({ id }) => [id, { reply: 'I would say: billing.' }]));
    const world = await startWorld({ model: createScriptModel(script({ 1: prose, 2: prose })) });
    const run = await world.run(await world.bump(2));
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'error']);
    expect(run.summary).toContain('nothing to compare');
    expect(run.summary).toContain('I would say: billing.');
    expect(run.summary).not.toContain('regressed');
  });
});
