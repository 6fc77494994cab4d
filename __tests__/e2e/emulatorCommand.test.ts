import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { startCli } from './world/runCli.ts';

const addressesSchema = z.strictObject({ managedAgents: z.url(), github: z.url(), githubToken: z.string() });

async function waitForLine(command: ReturnType<typeof startCli>): Promise<string> {
  while (!command.stdout().includes('\n')) {
    if (command.child.exitCode !== null) throw new Error('it ended without a line');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return command.stdout();
}

// On Windows a signal from another process is a sudden end, not something that can be answered.
const describeWhereSignals = process.platform === 'win32' ? describe.skip : describe;

describeWhereSignals('pin-gate emulator', () => {
  it.each(['SIGTERM', 'SIGINT'] as const)(
    'prints one line of JSON, serves, and stops on %s',
    async (signal) => {
      const folder = mkdtempSync(join(tmpdir(), 'pin-gate-emulator-'));
      const seedFile = join(folder, 'seed.yaml');
      writeFileSync(
        seedFile,
        'agents:\n  - id: agent_seeded\n    versions:\n      - { name: seeded, model: claude-haiku-4-5 }\n',
      );
      const command = startCli(['emulator', '--seed-file', seedFile]);
      try {
        const addresses = addressesSchema.parse(JSON.parse(await waitForLine(command)));
        const agent = await fetch(`${addresses.managedAgents}/v1/agents/agent_seeded`, {
          headers: {
            authorization: 'Bearer any',
            'anthropic-version': '2026-10-21',
            'anthropic-beta': 'managed-agents-2026-04-01',
          },
        });
        expect([agent.status, await agent.json()]).toMatchObject([200, { id: 'agent_seeded', version: 1 }]);
        const repository = await fetch(`${addresses.github}/repos/acme/support-agents`, {
          headers: { authorization: `Bearer ${addresses.githubToken}` },
        });
        expect([repository.status, await repository.json()]).toMatchObject([200, { default_branch: 'main' }]);
      } finally {
        command.child.kill(signal);
        rmSync(folder, { recursive: true });
      }
      const run = await command.done;
      expect([run.exitCode, run.stdout.split('\n').length, run.stderr]).toEqual([0, 2, '']);
    },
  );
});
