import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { z } from 'zod';
import { createRulesModel } from '../../emulator/managed-agents/models/createRulesModel.ts';
import { seedStateSchema } from '../../emulator/managed-agents/seedState.ts';
import { closeWorlds, root, startWorld } from './world/startWorld.ts';

afterEach(closeWorlds);

const example = join(root, 'prompts', 'ticket-triage');
const folder = 'prompts/ticket-triage';

/** Tickets of a real support desk; they lie beside a checkout and not in the repository. */
const realTickets = join(root, '..', 'shared', 'data', 'support_tickets.jsonl');

const sets: [string, string][] = [['the tickets of the example', join(example, 'tickets.jsonl')]];
if (existsSync(realTickets)) sets.push(['the twenty real tickets beside this checkout', realTickets]);

describe('the example’s policy, prompts and stand-in model', () => {
  it.each(sets)('block the over-broad rule on %s: billing regresses', async (_, file) => {
    const readAgent = (name: string): unknown => parse(readFileSync(join(example, name), 'utf8'));
    const { id } = z
      .object({ agent: z.string() })
      .transform(({ agent }) => ({ id: agent }))
      .parse(parse(readFileSync(join(example, 'pinned-version.yml'), 'utf8')));
    const versions = [
      'ticket-triage.agent.yaml',
      'versions/v2-over-broad.agent.yaml',
      'versions/v3-narrow.agent.yaml',
    ];
    const pin = readFileSync(join(example, 'pinned-version.yml'), 'utf8');
    const pinned = (version: number) => pin.replace(/^version:.*$/m, `version: ${version}`);
    const world = await startWorld({
      model: createRulesModel({ latency: 5 }),
      agents: { seedState: seedStateSchema.parse({ agents: [{ id, versions: versions.map(readAgent) }] }) },
      files: {
        [`${folder}/pinned-version.yml`]: pinned(1),
        [`${folder}/gate.yml`]: readFileSync(join(example, 'gate.yml')),
        [`${folder}/tickets.jsonl`]: readFileSync(file),
      },
    });
    const number = await world.propose({ [`${folder}/pinned-version.yml`]: pinned(2) });

    const blocked = await world.run(number);
    expect([blocked.exitCode, blocked.outputs['verdict'], blocked.outputs['regressed-teams']]).toEqual([
      1,
      'blocked',
      '["billing"]',
    ]);
    expect(blocked.summary).toMatch(/^### ❌ Blocked: `billing` regressed: [45]\/5 → \d\/5$/m);

    await world.push({ [`${folder}/pinned-version.yml`]: pinned(3) });
    const passed = await world.run(number);
    expect([passed.exitCode, passed.outputs['verdict']]).toEqual([0, 'passed']);
  });
});
