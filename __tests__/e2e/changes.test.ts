import { afterEach, describe, expect, it } from '@jest/globals';
import { closeWorlds, startWorld } from './world/startWorld.ts';
import { agentId, baseFiles, folder, gate, gatePath, pin, pinPath } from './world/tickets.ts';

afterEach(closeWorlds);

const system = [
  'You route support tickets.',
  'Invoices go to the billing team.',
  'Everything else goes to auth.',
];
const seedState = {
  agents: [
    {
      id: agentId,
      versions: [
        { name: 'triage', model: 'claude-haiku-4-5', system: system.join('\n') },
        { name: 'triage', model: 'claude-haiku-4-5', system: 'An idea that came to nothing.' },
        { name: 'triage', model: 'claude-haiku-4-5', system: 'Another one.' },
        {
          name: 'triage',
          model: 'claude-sonnet-5',
          system: system.join('\n').replace('the billing team', 'billing'),
          metadata: { owner: 'support' },
        },
      ],
    },
  ],
};
const summary =
  /\*\*What changed\*\*: Prompt: 1 line added, 1 removed; model `claude-haiku-4-5` → `claude-sonnet-5`; metadata `owner` added; 2 versions in between \(v2 \d{4}-\d\d-\d\d, v3 \d{4}-\d\d-\d\d\)\./;

describe('what changed', () => {
  it('is in comment, summary and report', async () => {
    const world = await startWorld({ agents: { seedState } });
    const number = await world.bump(4);
    const run = await world.run(number);

    const [comment = ''] = world.comments(number);
    for (const text of [comment, run.summary]) {
      expect(text).toMatch(summary);
      expect(text).toContain(
        '\n- Invoices go to [-the -]billing[- team-].\n+ Invoices go to billing.\n  Everything else goes to auth.\n```',
      );
      expect(text).toContain('- metadata `owner`, new: `support`');
    }
    expect(JSON.parse(await run.readFile(run.outputs['report'] ?? ''))).toMatchObject({
      pins: [
        {
          changes: {
            identical: false,
            withheld: false,
            prompt: { state: 'changed', added: 1, removed: 1 },
            between: [{ version: 2 }, { version: 3 }],
          },
        },
      ],
    });
    expect(world.agents.requests().byRoute).toMatchObject({ 'GET /v1/agents/:id/versions': 1 });
  });

  it('is withheld on a public repository, unless the base’s policy says otherwise', async () => {
    for (const show of ['auto', 'yes']) {
      const world = await startWorld({
        agents: { seedState },
        github: { private: false },
        files: { ...baseFiles(), [gatePath]: gate(`show: { prompt: ${show} }\n`) },
      });
      const number = await world.propose({ [pinPath]: pin(4), [`${folder}/notes.md`]: 'x' });
      const run = await world.run(number);
      const report = await run.readFile(run.outputs['report'] ?? '');
      const everywhere = [...world.comments(number), run.summary, run.log, report].join('\n');
      expect(everywhere).toMatch(summary);
      expect(everywhere.includes('Invoices go to')).toBe(show === 'yes');
      expect(everywhere.includes('The texts are withheld on public repositories')).toBe(show === 'auto');
    }
  });
});
