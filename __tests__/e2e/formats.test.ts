import { afterEach, describe, expect, it } from '@jest/globals';
import { createScriptModel } from '../../emulator/managed-agents/models/createScriptModel.ts';
import { closeWorlds, startWorld } from './world/startWorld.ts';
import {
  baseFiles,
  folder,
  gate,
  gatePath,
  jsonLines,
  script,
  ticket,
  tickets,
  ticketsPath,
} from './world/tickets.ts';

afterEach(closeWorlds);

const model = createScriptModel(script({ 2: { 'B-1': 'auth' } }));
const bom = '\uFEFF';
const columns = ['id', 'subject', 'body', 'team'] as const;

const csv = [columns, ...tickets.map((one) => columns.map((name) => one[name]))]
  .map((row) => row.map((cell) => `"${cell}"`).join(','))
  .join('\n');
const yaml = tickets
  .map((one) =>
    columns.map((name, index) => `${index === 0 ? '- ' : '  '}${name}: "${one[name]}"\n`).join(''),
  )
  .join('');

describe('fixtures', () => {
  it.each([
    ['tickets.jsonl', jsonLines(tickets)],
    ['tickets.jsonl', bom + jsonLines(tickets, '\r\n')],
    ['tickets.json', JSON.stringify(tickets)],
    ['tickets.json', bom + JSON.stringify(tickets, undefined, 2).replaceAll('\n', '\r\n')],
    ['tickets.yaml', yaml],
    ['tickets.yml', bom + yaml.replaceAll('\n', '\r\n')],
    ['tickets.csv', `${csv}\n`],
    ['tickets.csv', bom + csv.replaceAll('\n', '\r\n')],
  ])('in %s give the same verdict, whatever their line ends (%#)', async (name, text) => {
    const { [ticketsPath]: _, ...rest } = baseFiles();
    const world = await startWorld({
      model,
      files: { ...rest, [gatePath]: gate('', name), [`${folder}/${name}`]: text },
    });
    const run = await world.run(await world.bump(2));
    expect([run.exitCode, run.outputs['verdict'], run.outputs['regressed-teams']]).toEqual([
      1,
      'blocked',
      '["billing"]',
    ]);
    expect(run.summary).toContain('| `billing` | **3/3** | **2/3** | **−1** | ❌ regressed |');
    expect(run.summary).toContain('| `auth` | 2/2 | 2/2 | 0 | ✅ held |');
  });

  it('may be spread over several files of several forms', async () => {
    const world = await startWorld({
      model,
      files: {
        ...baseFiles(),
        [gatePath]: gate('', '[tickets.jsonl, more/others.json]'),
        [ticketsPath]: jsonLines(tickets.slice(0, 3)),
        [`${folder}/more/others.json`]: JSON.stringify(tickets.slice(3)),
      },
    });
    const run = await world.run(await world.bump(2));
    expect(run.outputs['verdict']).toBe('blocked');
    // Five tickets on two versions, and the one that flipped four times more on both.
    expect(world.agents.sessions()).toHaveLength(10 + 8);
  });

  it('may take more than the megabyte that GitHub’s contents API puts into JSON', async () => {
    const long = tickets.map((one) => ({ ...one, note: 'x'.repeat(300_000) }));
    const world = await startWorld({ model, files: { ...baseFiles(), [ticketsPath]: jsonLines(long) } });
    const run = await world.run(await world.bump(2));
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'blocked']);
  });

  it('may be in other words and graded by several fields', async () => {
    const world = await startWorld({
      model: createScriptModel({
        answers: [
          {
            version: 2,
            text: { contains: 'Réclamation' },
            replies: [{ reply: { équipe: 'facturation', p: 2 } }],
          },
        ],
        otherwise: [{ reply: { équipe: 'facturation', p: 1 } }],
      }),
      files: {
        ...baseFiles(),
        [gatePath]: gate(
          'message: "{{objet}} 🎫"\nexpect:\n  équipe: exact\n  p: number\ngroup-by: équipe\n',
        ),
        [ticketsPath]: jsonLines([
          { id: 'é-1', objet: 'Réclamation', équipe: 'facturation', p: 1 },
          { id: 'é-2', objet: 'Autre', équipe: 'facturation', p: 1 },
        ]),
      },
    });
    const run = await world.run(await world.bump(2));
    expect([run.outputs['verdict'], run.outputs['regressed-teams']]).toEqual(['blocked', '["facturation"]']);
    expect(run.summary).toContain('`é-1`');
  });
});

describe('many fixtures', () => {
  it('that flip still fit GitHub’s limits for a comment and a summary', async () => {
    const many = Array.from({ length: 600 }, (_, index) =>
      ticket(`T-${index}`, `team-${index % 40}`, { body: 'A rather long text. '.repeat(10) }),
    );
    const rightOrWrong = ({ version, text }: { version: number; text: string }) => {
      const [, id = ''] = /About (T-\d+)\./.exec(text) ?? [];
      const team = version === 1 ? `team-${Number(id.slice(2)) % 40}` : 'nobody’s '.repeat(20);
      return { reply: JSON.stringify({ team }), latencyMs: 1, inputTokens: 10, outputTokens: 5 };
    };
    const world = await startWorld({
      model: { answer: rightOrWrong },
      agents: { latencies: { pickUpMs: 0, settleMs: 0 } },
      files: {
        ...baseFiles(),
        // One fresh trial of each, which is enough where fifteen fixtures of a team break.
        [gatePath]: gate(
          'policy:\n  rounds: [1]\nlimits:\n  concurrency: 400\n  creates-per-minute: 100000\n  reads-per-minute: 400000\n',
        ),
        [ticketsPath]: jsonLines(many),
      },
    });
    const number = await world.bump(2);
    const run = await world.run(number);
    expect([run.exitCode, run.outputs['verdict']]).toEqual([1, 'blocked']);
    const [comment = ''] = world.comments(number);
    expect(world.comments(number)).toHaveLength(1);
    expect(comment.length).toBeLessThanOrEqual(65_536);
    expect(comment).toContain('Blocked: 40 teams regressed');
    expect(comment).toContain('600 fixtures broke');
    expect(world.agents.sessions()).toHaveLength(2 * 600 + 2 * 600);
    expect(Buffer.byteLength(run.summary)).toBeLessThan(1024 * 1024);
  });
});
