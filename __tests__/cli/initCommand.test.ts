import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Command } from 'commander';
import { addInitCommand } from '../../src/cli/initCommand.ts';
import { agent, startEmulator } from '../emulator/managed-agents/startEmulator.ts';

let folder: string;
let url: string;
let printed: string;
let close: () => Promise<void>;
const before = { cwd: process.cwd(), key: process.env['ANTHROPIC_API_KEY'] };

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'pin-gate-init-'));
  process.chdir(folder);
  process.env['ANTHROPIC_API_KEY'] = 'key';
  const { emulator } = await startEmulator();
  ({ url } = emulator);
  close = () => emulator.close();
  printed = '';
  // Whoever runs this at a terminal is not to be asked.
  Object.defineProperty(process.stdin, 'isTTY', { value: false, configurable: true });
  jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(async () => {
  jest.restoreAllMocks();
  process.chdir(before.cwd);
  process.exitCode = undefined;
  if (before.key === undefined) delete process.env['ANTHROPIC_API_KEY'];
  else process.env['ANTHROPIC_API_KEY'] = before.key;
  rmSync(folder, { recursive: true, force: true });
  await close();
});

async function run(...args: readonly string[]) {
  const program = new Command('pin-gate').version('0.0.0').exitOverride();
  addInitCommand(program);
  await program.parseAsync(['init', '--anthropic-base-url', url, ...args], { from: 'user' });
  return process.exitCode;
}
const read = (path: string) => readFileSync(join(folder, path), 'utf8');

describe('pin-gate init', () => {
  it('makes an agent that can be exported again', async () => {
    expect(await run('--yes')).toBe(0);
    const [, id = ''] = /^agent: (\S+)$/m.exec(read('prompts/ticket-router/pinned-version.yml')) ?? [];
    expect(await run('--yes', '--agent', id, '--folder', 'again', '--name', 'ticket-router')).toBe(0);
    const exported = read('again/ticket-router.agent.yaml').split('\n');
    // The emulator says what the service does: nothing but its own defaults is added.
    expect(exported).toEqual(read('prompts/ticket-router/ticket-router.agent.yaml').split('\n'));
  });

  it('takes --version for the one to pin', async () => {
    expect(await run('--yes', '--agent', agent, '--version', '1')).toBe(0);
    expect(read('prompts/triage/pinned-version.yml')).toContain(`agent: ${agent}\nversion: 1\n`);
    expect(read('prompts/triage/triage.agent.yaml')).toContain('One.');
  });

  it('writes nothing unless told to', async () => {
    expect(await run()).toBe(1);
    expect(existsSync(join(folder, 'prompts'))).toBe(false);
    expect(printed).toContain('pass --yes');
  });

  it('says which key it needs', async () => {
    delete process.env['ANTHROPIC_API_KEY'];
    await expect(run('--yes')).rejects.toThrow(
      'ANTHROPIC_API_KEY is not set, so no agent can be read or made',
    );
  });
});
